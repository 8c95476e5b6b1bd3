import { parse, type ImportDeclaration, type Program as Tree } from "acorn";
import MagicString from "magic-string";
import type { ProgramError } from "./contract/stream.ts";

/** Name of a lesson's program, in its stack traces too. */
export const PROGRAM_FILE = "server.js";

/** Names that a module of a lab exports, by the module's name. */
export type ModuleNames = Readonly<Record<string, readonly string[]>>;

/** Turns the body of an async function into that function; stack traces keep `file` and positions. */
export type Evaluate = (
  body: string,
  parameters: readonly string[],
  file: string,
) => (...values: unknown[]) => Promise<unknown>;

/** What a program is handed when it runs. */
export interface ProgramOffer {
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Stand-ins for globals; the keys are those named to `compileProgram`. */
  globals: Readonly<Record<string, unknown>>;
}

/** A compiled program, to be run as often as there are labs. */
export interface Program {
  run(offer: ProgramOffer): Promise<void>;
}

/** A program that cannot be what it says, with the place. */
export class ProgramFault extends Error {
  override readonly name = "ProgramFault";
  readonly error: ProgramError;

  constructor(error: ProgramError) {
    super(error.message);
    this.error = error;
  }
}

const IMPORT = "__import";

/** Compiles a lesson's program. Throws `ProgramFault` on a syntax error or an import not offered. */
export function compileProgram(
  source: string,
  options: {
    evaluate: Evaluate;
    modules: ModuleNames;
    globals: readonly string[];
  },
): Program {
  const body = rewriteImports(source, options.modules);
  const start = options.evaluate(
    body,
    [IMPORT, ...options.globals],
    PROGRAM_FILE,
  );
  return {
    async run({ modules, globals }) {
      await start(
        (name: string) => modules[name],
        ...options.globals.map((name) => globals[name]),
      );
    },
  };
}

/** Any thrown value as the program's own error: message, and the first place in the program. */
export function toProgramError(thrown: unknown): ProgramError {
  if (thrown instanceof ProgramFault) return thrown.error;
  const error: ProgramError = {
    message: messageOf(thrown),
    file: PROGRAM_FILE,
  };
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  // Exactly "server.js": Engine.IO has a file of that name too, but under a folder.
  const place = /(?:^|[\s(@])server\.js:(\d+):(\d+)/.exec(stack);
  if (place) {
    error.line = Number(place[1]);
    error.column = Number(place[2]);
  }
  return error;
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof Error)
    return `${thrown.name}: ${thrown.message}`.slice(0, 500);
  try {
    return `The program threw ${String(thrown)}`.slice(0, 500);
  } catch {
    return "The program threw something that has no text.";
  }
}

function rewriteImports(source: string, modules: ModuleNames): string {
  const text = new MagicString(source);
  for (const node of parseModule(source).body) {
    if (node.type.startsWith("Export")) {
      throw faultAt(
        source,
        node.start,
        "A lab's program runs by itself and exports nothing.",
      );
    }
    if (node.type !== "ImportDeclaration") continue;
    checkImport(source, node, modules);
    // The lines that an import spans stay, so that every later line keeps its number.
    const lines = source.slice(node.start, node.end).split("\n").length - 1;
    text.overwrite(node.start, node.end, importCode(node) + "\n".repeat(lines));
  }
  return text.toString();
}

function parseModule(source: string): Tree {
  try {
    return parse(source, { ecmaVersion: "latest", sourceType: "module" });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { pos } = error as SyntaxError & { pos?: number };
    const message = `SyntaxError: ${error.message.replace(/ \(\d+:\d+\)$/, "")}`;
    throw faultAt(source, pos ?? 0, message);
  }
}

function checkImport(
  source: string,
  node: ImportDeclaration,
  modules: ModuleNames,
): void {
  const name = String(node.source.value);
  const offered = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!offered) {
    const names = Object.keys(modules).map((module) => `"${module}"`);
    const message = `A lab does not offer the module "${name}". It offers ${names.join(", ")}.`;
    throw faultAt(source, node.source.start, message);
  }
  for (const specifier of node.specifiers) {
    const wanted = importedName(specifier);
    if (wanted === undefined || offered.includes(wanted)) continue;
    const message = `The module "${name}" has no export named "${wanted}". It exports ${offered.join(", ")}.`;
    throw faultAt(source, specifier.start, message);
  }
}

/** The export that a specifier asks for; undefined when it asks for all of them. */
function importedName(
  specifier: ImportDeclaration["specifiers"][number],
): string | undefined {
  if (specifier.type === "ImportNamespaceSpecifier") return undefined;
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const { imported } = specifier;
  return imported.type === "Identifier"
    ? imported.name
    : String(imported.value);
}

function importCode(node: ImportDeclaration): string {
  const module = `await ${IMPORT}(${JSON.stringify(node.source.value)})`;
  const whole = node.specifiers.find(
    (one) => one.type === "ImportNamespaceSpecifier",
  );
  const names = node.specifiers.flatMap((one) => {
    const name = importedName(one);
    return name === undefined
      ? []
      : [`${JSON.stringify(name)}: ${one.local.name}`];
  });
  const code: string[] = [];
  if (whole) code.push(`const ${whole.local.name} = ${module};`);
  if (names.length > 0) code.push(`const { ${names.join(", ")} } = ${module};`);
  return code.length > 0 ? code.join(" ") : `${module};`;
}

function faultAt(
  source: string,
  position: number,
  message: string,
): ProgramFault {
  const before = source.slice(0, position).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new ProgramFault({
    message,
    file: PROGRAM_FILE,
    line: before.length,
    column,
  });
}
