import { parse, Parser } from "acorn";
import { simple } from "acorn-walk";
import MagicString from "magic-string";
import { addTicks } from "./add-ticks.ts";
import { faultAt, MODULE, parseModule, rewriteImport } from "./module-text.ts";
import {
  LOAD,
  makeProgram,
  META,
  PROGRAM_FILE,
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
  const module = { source, file: PROGRAM_FILE };
  const tree = parseModule(module, Parser);
  for (const node of tree.body) {
    if (node.type.startsWith("Export")) {
      throw faultAt(
        module,
        node.start,
        "A lab's program runs by itself and exports nothing.",
      );
    }
    if (node.type !== "ImportDeclaration") continue;
    rewriteImport(text, module, node, modules);
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
