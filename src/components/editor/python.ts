import { LRLanguage } from "@codemirror/language";
import { parser } from "@lezer/python";

/** Python for the editor; it comes in a file of its own. */
export const python = LRLanguage.define({
  parser,
  languageData: { commentTokens: { line: "#" } },
});
