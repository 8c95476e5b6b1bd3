import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** What is wrong on a line of a file, from 1. */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** Puts these marks in the place of those that are there. */
export const setFaults = StateEffect.define<readonly Fault[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { effects, state, changes }) {
    const [latest] = effects.filter((effect) => effect.is(setFaults)).slice(-1);
    if (!latest) return before.map(changes);
    const { doc } = state;
    const ranges = latest.value
      .filter(({ line }) => line >= 1 && line <= doc.lines)
      .flatMap(({ line, message }) => {
        const { from, to } = doc.line(line);
        // Screen readers say that the text is invalid as the caret comes there.
        const attributes = { title: message, "aria-invalid": "true" };
        const mark = Decoration.mark({ class: "cm-fault", attributes });
        const whole = Decoration.line({ class: "cm-fault-line" });
        // A mark cannot stand on an empty line.
        return to > from
          ? [whole.range(from), mark.range(from, to)]
          : [whole.range(from)];
      });
    return Decoration.set(ranges, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks lines that are wrong. */
export const faultMarks: Extension = marks;
