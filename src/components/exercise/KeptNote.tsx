import { useRef, useState } from "react";
import { readCodeFile, writeCodeFile } from "./code-file.ts";

interface Props {
  isKept: boolean;
  exercise: string;
  files: Readonly<Record<string, string>>;
  /** The reader has opened a file with these texts. */
  onOpen: (files: Readonly<Record<string, string>>) => void;
}

/** Says whether the browser keeps what is written, and offers to take it along as a file. */
export function KeptNote({ isKept, exercise, files, onOpen }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState("");

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = await readCodeFile(file, exercise);
    if ("files" in read) onOpen(read.files);
    setProblem("why" in read ? read.why : "");
  };

  return (
    <span className="kept">
      <span>
        {isKept
          ? "kept in this browser"
          : "this browser keeps nothing: save your code as a file"}
      </span>
      <button
        type="button"
        className="link"
        onClick={() => writeCodeFile(exercise, files)}
      >
        Save
      </button>
      <button
        type="button"
        className="link"
        onClick={() => input.current?.click()}
      >
        Open
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ target }) => {
          void open(target.files?.[0]);
          target.value = "";
        }}
      />
      {problem && (
        <span role="alert" className="trouble">
          {problem}
        </span>
      )}
    </span>
  );
}
