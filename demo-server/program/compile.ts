import { parse, type ImportDeclaration, type Program as Tree } from "acorn";
import { simple } from "acorn-walk";
import MagicString from "magic-string";
import { addTicks } from "./add-ticks.ts";
import {
  LOAD,
  makeProgram,
  META,
  NotOffered,
  PROGRAM_FILE,
  ProgramFault,
  type Program,
  type ProgramSetting,
  type ReadyText,
} from "./programs.ts";

/** Compiles a lesson's program. Throws `ProgramFault` on a syntax error or an import not offered. */
export function compileProgram(
  source: string,
  setting: ProgramSetting,
): Program {
  return makeProgram(readyText(source, setting), setting);
}

/**
 * The program's text with what only a module may have, its imports above all, as calls of what it
 * is handed: each line and column where it was but those of the imports. With `ticks`, a guard can
 * stop it where it never ends (`add-ticks.ts`), and columns move. Throws `ProgramFault` on a syntax
 * error or an import not offered.
 */
export function readyText(
  source: string,
  { modules, globals }: Omit<ProgramSetting, "evaluate">,
  { ticks = false } = {},
): ReadyText {
  const text = new MagicString(source);
  const tree = parseModule(source);
  for (const node of tree.body) {
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
  // A first line for the shell, as a comment.
  if (source.startsWith("#!")) text.overwrite(0, 2, "//");
  simple(tree, {
    ImportExpression: ({ start }) =>
      text.overwrite(start, start + "import".length, LOAD),
    // `new.target` is one too.
    MetaProperty({ start, end, meta }) {
      if (meta.name === "import") text.overwrite(start, end, META);
    },
  });
  if (ticks) addTicks(tree, text);
  const declares = globals.filter((name) => declaresAtTop(source, name));
  return { body: text.toString(), ...(declares.length > 0 && { declares }) };
}

/** Whether a text that parses declares a name at its top: a second declaration is then an error. */
function declaresAtTop(source: string, name: string): boolean {
  if (!source.includes(name)) return false;
  try {
    parse(`${source}\n;let ${name};`, MODULE);
    return false;
  } catch {
    return true;
  }
}

const MODULE = {
  ecmaVersion: "latest",
  sourceType: "module",
  locations: true,
} as const;

function parseModule(source: string): Tree {
  try {
    return parse(source, MODULE);
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
  modules: ProgramSetting["modules"],
): void {
  const name = String(node.source.value);
  const offered = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!offered) {
    const { message } = new NotOffered(name, Object.keys(modules));
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
  const module = `await ${LOAD}(${JSON.stringify(node.source.value)})`;
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
