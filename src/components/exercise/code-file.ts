/** Bytes of the largest file that is read: what a reader writes is a few kilobytes. */
const MOST_BYTES = 200_000;

/** Texts by their files' names. */
type Files = Readonly<Record<string, string>>;

/** Has the browser save what was written in an exercise as a file. */
export function writeCodeFile(exercise: string, files: Files): void {
  const text = JSON.stringify({ roundtrip: 1, exercise, files }, null, 2);
  const url = URL.createObjectURL(
    new Blob([`${text}\n`], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${exercise.split("/").at(-1) ?? "exercise"}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** What a file holds that was saved from this exercise; `why` it can't be used, in a sentence. */
export async function readCodeFile(
  file: Blob,
  exercise: string,
): Promise<{ files: Files } | { why: string }> {
  if (file.size > MOST_BYTES)
    return { why: "That file is too large to be one that was saved here." };
  let read: unknown;
  try {
    read = JSON.parse(await file.text());
  } catch {
    return { why: "That file wasn’t saved here: it holds no code." };
  }
  if (typeof read !== "object" || read === null) return NOT_SAVED_HERE;
  const { exercise: of, files } = read as Record<string, unknown>;
  if (typeof files !== "object" || files === null || Array.isArray(files))
    return NOT_SAVED_HERE;
  if (!Object.values(files).every((text) => typeof text === "string"))
    return NOT_SAVED_HERE;
  if (of !== exercise)
    return { why: `That file belongs to another exercise, ${String(of)}.` };
  return { files: files as Files };
}

const NOT_SAVED_HERE = {
  why: "That file wasn’t saved here: it holds no code.",
};
