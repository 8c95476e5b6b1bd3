import { parse, type ImportDeclaration, type Program as Tree } from "acorn";
import MagicString from "magic-string";
import {
  IMPORT,
  makeProgram,
  PROGRAM_FILE,
  ProgramFault,
  type Program,
  type ProgramSetting,
} from "./programs.ts";

/** Compiles a lesson's program. Throws `ProgramFault` on a syntax error or an import not offered. */
export function compileProgram(
  source: string,
  setting: ProgramSetting,
): Program {
  return makeProgram(rewriteImports(source, setting.modules), setting);
}

/**
 * The program's text with its imports as calls, each line and column where it was but those of
 * the imports. Throws `ProgramFault` on a syntax error or an import not offered.
 */
export function rewriteImports(
  source: string,
  modules: ProgramSetting["modules"],
): string {
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
  modules: ProgramSetting["modules"],
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
