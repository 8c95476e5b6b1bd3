import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
} from "@codemirror/commands";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
} from "@codemirror/language";
import { EditorState, Prec, type TransactionSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { faultMarks, setFaults, type Fault } from "./fault-marks.ts";
import { languageOf } from "./languages.ts";
import { LOOK } from "./theme.ts";

/** A file to edit. */
export interface EditedFile {
  readonly name: string;
  readonly text: string;
  readonly editable: boolean;
}

/** An open editor: one view, and a state for each file, so that each keeps its caret and its undo. */
export interface Editor {
  show(name: string): void;
  /** Puts another text into a file, as one step that undo takes back. */
  replace(name: string, text: string): void;
  faults(name: string, faults: readonly Fault[]): void;
  focus(): void;
  close(): void;
}

/** What is told of the editor. */
export interface EditorEvents {
  changed(name: string, text: string): void;
  /** The caret of the shown file is at this character, from 0. */
  moved(name: string, caret: number): void;
  /** The reader pressed Ctrl or Command with Enter. */
  submitted(): void;
}

/** Opens an editor in `parent`, with the caret of the shown file at `caret`. */
export async function openEditor(setting: {
  parent: HTMLElement;
  files: readonly EditedFile[];
  shown: string;
  caret: number;
  /** Id of the element that tells the keys. */
  describedBy: string;
  events: EditorEvents;
}): Promise<Editor> {
  const { files, events } = setting;
  const states = new Map<string, EditorState>();
  for (const file of files)
    states.set(file.name, await stateOf(file, setting.describedBy, events));
  let shown = setting.shown;
  const view = new EditorView({ parent: setting.parent });
  const change = (name: string, spec: TransactionSpec): void => {
    if (name === shown) return view.dispatch(spec);
    const state = states.get(name);
    if (state) states.set(name, state.update(spec).state);
  };
  const stateNow = (name: string): EditorState | undefined =>
    name === shown ? view.state : states.get(name);
  const place = (name: string): void => {
    const state = states.get(name);
    if (state) view.setState(state);
  };
  place(shown);
  const anchor = Math.min(setting.caret, view.state.doc.length);
  view.dispatch({ selection: { anchor } });

  return {
    show(name) {
      if (name === shown) return;
      states.set(shown, view.state);
      shown = name;
      place(name);
    },
    replace(name, text) {
      const doc = stateNow(name)?.doc;
      if (!doc || doc.toString() === text) return;
      change(name, { changes: { from: 0, to: doc.length, insert: text } });
    },
    faults: (name, list) => change(name, { effects: setFaults.of(list) }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

async function stateOf(
  { name, text, editable }: EditedFile,
  describedBy: string,
  { changed, moved, submitted }: EditorEvents,
): Promise<EditorState> {
  const submit = (): boolean => {
    submitted();
    return true;
  };
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      faultMarks,
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      indentUnit.of(name.endsWith(".py") ? "    " : "  "),
      await languageOf(name),
      LOOK,
      EditorView.lineWrapping,
      EditorState.readOnly.of(!editable),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: submit }])),
      // Tab indents; Escape and then Tab leaves, which is CodeMirror's own way.
      keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
      EditorView.contentAttributes.of({
        "aria-label": name,
        "aria-describedby": describedBy,
        "aria-readonly": String(!editable),
        autocapitalize: "off",
        autocorrect: "off",
        spellcheck: "false",
        translate: "no",
      }),
      EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
        if (docChanged) changed(name, state.doc.toString());
        if (docChanged || selectionSet) moved(name, state.selection.main.head);
      }),
    ],
  });
}
