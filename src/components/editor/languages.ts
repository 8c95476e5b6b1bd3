import {
  delimitedIndent,
  indentNodeProp,
  LRLanguage,
  type Language,
} from "@codemirror/language";
import { parser } from "@lezer/javascript";

// The parsers as they are: their packages for CodeMirror bring completion and search along, 20 kB.
const javascript = LRLanguage.define({
  parser: parser.configure({
    dialect: "jsx",
    props: [
      indentNodeProp.add({
        "Block ObjectExpression ArrayExpression": delimitedIndent({
          closing: "}",
        }),
        ArgList: delimitedIndent({ closing: ")" }),
      }),
    ],
  }),
  languageData: { commentTokens: { line: "//" } },
});

/** The language of a file, by its name. Python's is loaded when a file in it is opened. */
export async function languageOf(file: string): Promise<Language> {
  if (!file.endsWith(".py")) return javascript;
  const { python } = await import("./python.ts");
  return python;
}
