import type { ImportDeclaration, Parser, Program as Tree } from "acorn";
import type MagicString from "magic-string";
import {
  LOAD,
  NotOffered,
  ProgramFault,
  type ModuleNames,
} from "./programs.ts";

/** The text of a module that is read, with the name that its faults say. */
export interface ModuleText {
  readonly source: string;
  readonly file: string;
}

/** How the parser reads a module: the walks over its tree want lines. */
export const MODULE = {
  ecmaVersion: "latest",
  sourceType: "module",
  locations: true,
} as const;

/** The tree of a module. Throws `ProgramFault` on a syntax error. */
export function parseModule(module: ModuleText, parser: typeof Parser): Tree {
  try {
    return parser.parse(module.source, MODULE);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { pos } = error as SyntaxError & { pos?: number };
    const message = `SyntaxError: ${error.message.replace(/ \(\d+:\d+\)$/, "")}`;
    throw faultAt(module, pos ?? 0, message);
  }
}

/**
 * Puts a call of `LOAD` in the place of an import; each later line keeps its number. Throws
 * `ProgramFault` where the module or the name is not offered.
 */
export function rewriteImport(
  text: MagicString,
  module: ModuleText,
  node: ImportDeclaration,
  offered: ModuleNames,
): void {
  checkImport(module, node, offered);
  // The lines that an import spans stay, so that every later line keeps its number.
  const lines =
    module.source.slice(node.start, node.end).split("\n").length - 1;
  text.overwrite(node.start, node.end, importCode(node) + "\n".repeat(lines));
}

function checkImport(
  text: ModuleText,
  node: ImportDeclaration,
  modules: ModuleNames,
): void {
  const name = String(node.source.value);
  const offered = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!offered) {
    const { message } = new NotOffered(name, Object.keys(modules));
    throw faultAt(text, node.source.start, message);
  }
  for (const specifier of node.specifiers) {
    const wanted = importedName(specifier);
    if (wanted === undefined || offered.includes(wanted)) continue;
    const message = `The module "${name}" has no export named "${wanted}". It exports ${offered.join(", ")}.`;
    throw faultAt(text, specifier.start, message);
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

/** A fault of a module, by its position in the text. */
export function faultAt(
  { source, file }: ModuleText,
  position: number,
  message: string,
): ProgramFault {
  const before = source.slice(0, position).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new ProgramFault({ message, file, line: before.length, column });
}
