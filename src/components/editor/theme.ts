import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colours of code, by the site's own tokens: they follow its theme by themselves. */
const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.bool],
    color: "var(--accent)",
  },
  { tag: [tags.null, tags.self], color: "var(--accent)" },
  {
    tag: [tags.string, tags.special(tags.string)],
    color: "var(--string)",
  },
  { tag: tags.comment, color: "var(--faint)" },
]);

/** As the text is while the editor is being loaded (`code-editor.css`): nothing moves when it comes. */
const theme = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontSize: "var(--code-size)",
    lineHeight: "var(--code-line)",
  },
  ".cm-content": { padding: "10px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 12px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--paper)",
    color: "var(--faint)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-lineNumbers .cm-gutterElement": {
    minWidth: "38px",
    padding: "0 8px 0 0",
  },
  "&.cm-focused .cm-activeLine": {
    backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)" },
  ".cm-fault": { textDecoration: "underline wavy var(--bad)" },
  ".cm-fault-line": {
    backgroundColor: "var(--bad-soft)",
    boxShadow: "inset 3px 0 var(--bad)",
  },
});

/** How the editor looks. */
export const LOOK = [theme, syntaxHighlighting(colours)];
