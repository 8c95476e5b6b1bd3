import { useRef, useState } from "react";
import type { ProgramFile } from "#lab/language.ts";
import { CodeEditor, type EditorHandle } from "../../editor/CodeEditor.tsx";
import { keepCode, nameOfStarter, readCode } from "../../editor/kept-code.ts";
import { useSyntaxFaults } from "../../editor/use-syntax-faults.ts";
import { sandboxFor } from "../../server-choice/sandbox-choice.ts";
import { leaveOwnLab, openOwnLab, type PageLab } from "../current-lab.ts";
import styleHref from "./edit-program.css?url&no-inline";

interface Props {
  page: PageLab;
  file: ProgramFile;
  /** The lesson's own text. */
  source: string;
  /** The reader has run what is written, or gone back. */
  onDone: () => void;
}

/**
 * A lesson's program, to change and run: in a sandbox, with the lesson's own clients and buttons.
 * What is written is kept as in an exercise.
 */
export default function EditProgram({ page, file, source, onDone }: Props) {
  const { slug } = page.lesson;
  const kept = `edit/${slug}`;
  const starter = nameOfStarter({ [file]: source });
  const [first] = useState(() => readCode(kept, starter));
  const [text, setText] = useState(
    () => page.own?.source ?? first?.files[file] ?? source,
  );
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const faults = useSyntaxFaults(file, text);
  const editor = useRef<EditorHandle>(null);
  const begins = first?.caret ?? 0;
  const caret = useRef(begins);
  const keep = (now: string): void =>
    void keepCode(kept, starter, {
      files: { [file]: now },
      file,
      caret: caret.current,
    });

  /** Does what opens another lab, and says where that can't be. */
  const leave = async (open: () => Promise<unknown>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await open();
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const run = (): Promise<void> =>
    leave(() =>
      openOwnLab({
        lesson: { ...page.lesson, programs: { [file]: text } },
        file,
        source: text,
        instead: source,
        realTime: false,
        find: sandboxFor(file),
      }),
    );

  return (
    <div className="edit-program">
      <link rel="stylesheet" href={styleHref} precedence="part" />
      <div className="bar">
        <button
          type="button"
          className="go"
          aria-busy={busy}
          onClick={() => void run()}
        >
          Run
        </button>
        <button
          type="button"
          onClick={() => {
            editor.current?.replace(file, source);
            void leave(() =>
              page.own ? leaveOwnLab(slug) : Promise.resolve(),
            );
          }}
        >
          Back to the lesson’s version
        </button>
      </div>
      {problem !== undefined && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <CodeEditor
        ref={editor}
        files={[{ name: file, text, editable: true }]}
        shown={file}
        caret={begins}
        faults={{ [file]: faults }}
        onChange={(_name, now) => {
          setText(now);
          keep(now);
        }}
        onCaret={(_name, at) => {
          caret.current = at;
          keep(text);
        }}
        onSubmit={() => void run()}
      />
    </div>
  );
}
