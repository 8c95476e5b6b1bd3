import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from "react";
import { flushSync } from "react-dom";
import type { EditedFile, Editor } from "./code-mirror.ts";
import type { Fault } from "./fault-marks.ts";
import "./code-editor.css";

/** What else of the page does with an editor. */
export interface EditorHandle {
  /** Puts another text into a file, as one step that undo takes back. */
  replace(name: string, text: string): void;
  focus(): void;
}

interface Props {
  /** Their texts are those to begin with, and while the editor is loading: what is written is told by `onChange`. */
  files: readonly EditedFile[];
  /** Name of the file that is shown. */
  shown: string;
  /** Where the caret of that file begins, in characters from 0. */
  caret: number;
  /** By a file's name, what is wrong in it. */
  faults: Readonly<Record<string, readonly Fault[]>>;
  onChange: (name: string, text: string) => void;
  onCaret: (name: string, caret: number) => void;
  /** Ctrl or Command with Enter. */
  onSubmit: () => void;
  ref?: Ref<EditorHandle>;
}

/**
 * An editor for a few files, one of them shown. Its text is there at once, in a plain box that can be
 * written in; CodeMirror takes its place when it has been loaded, with text, caret and focus.
 */
export function CodeEditor({
  files,
  shown,
  caret,
  faults,
  onChange,
  onCaret,
  onSubmit,
  ref,
}: Props) {
  const place = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const keys = useId();
  const [editor, setEditor] = useState<Editor>();
  /** What was written so far: the box shows it when its file is shown again. */
  const texts = useRef(new Map(files.map(({ name, text }) => [name, text])));
  const events = useRef({ onChange, onCaret, onSubmit });
  useEffect(() => {
    events.current = { onChange, onCaret, onSubmit };
  });
  const file = files.find(({ name }) => name === shown) ?? files[0];

  const change = (name: string, text: string): void => {
    texts.current.set(name, text);
    events.current.onChange(name, text);
  };

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    let opened: Editor | undefined;
    let isGone = false;
    const open = async (): Promise<void> => {
      const { openEditor } = await import("./code-mirror.ts");
      const plain = box.current;
      if (isGone) return;
      const holder = document.createElement("div");
      opened = await openEditor({
        parent: holder,
        files: files.map((each) => ({
          ...each,
          text: texts.current.get(each.name) ?? each.text,
        })),
        shown,
        caret:
          plain && plain === document.activeElement
            ? plain.selectionStart
            : caret,
        describedBy: keys,
        events: {
          changed: change,
          moved: (name, at) => events.current.onCaret(name, at),
          submitted: () => events.current.onSubmit(),
        },
      });
      // What was typed while its languages were loading.
      for (const [name, text] of texts.current) opened.replace(name, text);
      const hadFocus = plain !== null && plain === document.activeElement;
      // At once: there is never one beside the other, nor none.
      flushSync(() => setEditor(opened));
      parent.append(holder);
      if (hadFocus) opened.focus();
    };
    // Without it one goes on in the plain box.
    open().catch(() => undefined);
    return () => {
      isGone = true;
      opened?.close();
    };
    // The files are those of one exercise: another one has another editor.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- as said
  }, []);

  useEffect(() => {
    editor?.show(shown);
  }, [editor, shown]);
  useEffect(() => {
    for (const { name } of files) editor?.faults(name, faults[name] ?? []);
  }, [editor, faults, files]);

  useImperativeHandle(ref, () => ({
    replace(name, text) {
      if (editor) {
        editor.replace(name, text);
        return;
      }
      if (box.current && name === shown) box.current.value = text;
      change(name, text);
    },
    focus: () => (editor ? editor.focus() : box.current?.focus()),
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };

  return (
    <div className="code-editor">
      <p id={keys} className="sr-only">
        Tab indents. Press Escape and then Tab to leave the editor.
      </p>
      <div ref={place} />
      {!editor && file && (
        <textarea
          key={file.name}
          ref={box}
          aria-label={file.name}
          aria-describedby={keys}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          translate="no"
          readOnly={!file.editable}
          rows={file.text.split("\n").length}
          defaultValue={file.text}
          onChange={({ target }) => change(file.name, target.value)}
          onSelect={({ currentTarget }) =>
            onCaret(file.name, currentTarget.selectionStart)
          }
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  );
}
