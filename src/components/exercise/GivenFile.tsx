import { useEffect, useState } from "react";
import { loadExerciseSource } from "#content/exercise-files.ts";
import type { AnswerFile } from "#lab/exercise/answer.ts";
import { CodePane } from "../code/CodePane.tsx";

interface Props {
  exercise: string;
  file: AnswerFile;
}

/** A file of an exercise that its reader doesn't write. */
export default function GivenFile({ exercise, file }: Props) {
  const [source, setSource] = useState("");
  useEffect(() => {
    let isLate = false;
    loadExerciseSource(exercise, "starter", file).then(
      (text) => isLate || setSource(text),
      () =>
        isLate ||
        setSource(
          "This file could not be loaded. Check the connection, then choose it again.",
        ),
    );
    return () => {
      isLate = true;
    };
  }, [exercise, file]);
  return <CodePane file={file} source={source} lit={[]} />;
}
