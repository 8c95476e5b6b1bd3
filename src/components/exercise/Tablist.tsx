import { useRef, type KeyboardEvent } from "react";
import type { AnswerFile } from "#lab/exercise/answer.ts";

interface Props {
  /** The one that the reader writes first. */
  files: readonly AnswerFile[];
  shown: AnswerFile;
  /** Id of the panel of the first; that of the others is `-given`. */
  panel: string;
  onShow: (file: AnswerFile) => void;
}

/** The files of an exercise, by arrow keys too. */
export function Tablist({ files, shown, panel, onShow }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = files.at((files.indexOf(shown) + step) % files.length);
    if (next === undefined) return;
    event.preventDefault();
    onShow(next);
    list.current
      ?.querySelectorAll<HTMLElement>('[role="tab"]')
      [files.indexOf(next)]?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Files of the exercise"
      onKeyDown={onKeyDown}
    >
      {files.map((file, place) => (
        <button
          key={file}
          type="button"
          role="tab"
          id={`${panel}-${file}`}
          aria-selected={file === shown}
          aria-controls={
            file === shown
              ? place === 0
                ? panel
                : `${panel}-given`
              : undefined
          }
          tabIndex={file === shown ? 0 : -1}
          onClick={() => onShow(file)}
        >
          {file}
        </button>
      ))}
    </div>
  );
}
