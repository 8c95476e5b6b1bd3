import * as v from "valibot";
import { isKeptCode, type KeptCode } from "../../editor/kept-code.ts";
import { FORM, mergedProgress } from "./kept-progress.ts";

/** Where the browser keeps things, by their keys. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem"> &
  Record<string, unknown>;

const PROGRESS = "progress:";
const CODE = "exercise:";

/** Bytes of the largest file that is read: a course of code is far smaller. */
export const MOST_BYTES = 4_000_000;

const isLesson = v.pipe(v.string(), v.regex(/^[\w.-]+$/));
const isExercise = v.pipe(v.string(), v.regex(/^[\w./-]+:[\w-]+$/));

/** A file of all that a reader has done, as it is written. */
const fileSchema = v.object({
  roundtrip: v.literal(1),
  /** By lesson, as `kept-progress.ts` keeps it. */
  progress: v.record(isLesson, v.pipe(v.string(), v.regex(FORM))),
  /** By exercise and starter, as `kept-code.ts` keeps it. */
  code: v.record(isExercise, v.custom<KeptCode>(isKeptCode)),
});

/** All that a reader has done. */
export type ProgressFile = v.InferOutput<typeof fileSchema>;

/** All that a store holds of what a reader has done; what doesn't fit is left out. */
export function gather(store: Store): ProgressFile {
  const progress: Record<string, string> = {};
  const code: Record<string, KeptCode> = {};
  for (const key of Object.keys(store)) {
    const text = store.getItem(key) ?? "";
    if (key.startsWith(PROGRESS) && FORM.test(text))
      progress[key.slice(PROGRESS.length)] = text;
    if (!key.startsWith(CODE)) continue;
    const read = jsonOf(text);
    if (isKeptCode(read)) code[key.slice(CODE.length)] = read;
  }
  return { roundtrip: 1, progress, code };
}

const NOT_OURS = "That file wasn’t saved here: it holds no progress.";

/** What a file holds; `why` it can't be used, in a sentence. */
export async function readProgressFile(
  file: Blob,
): Promise<{ file: ProgressFile } | { why: string }> {
  if (file.size > MOST_BYTES)
    return { why: "That file is too large to be one that was saved here." };
  const read = jsonOf(await file.text());
  if (typeof read !== "object" || read === null || !("roundtrip" in read))
    return { why: NOT_OURS };
  if (read.roundtrip !== 1)
    return {
      why: "That file was saved by a newer version of this site. Reload the page, then open it again.",
    };
  if ("exercise" in read)
    return {
      why: "That file holds the code of one exercise. Open it there.",
    };
  const parsed = v.safeParse(fileSchema, read);
  if (parsed.success) return { file: parsed.output };
  const [issue] = parsed.issues;
  return {
    why: `That file is damaged at ${v.getDotPath(issue) ?? "its beginning"}: nothing of it was used.`,
  };
}

/** What opening a file did, and a way back. */
export interface Opened {
  readonly lessons: number;
  readonly exercises: number;
  /** In how many exercises other code was there, which was set aside. */
  readonly replaced: number;
  undo(): void;
}

/**
 * Puts what a file holds into a store. Progress is added to what is there; code takes the place of
 * what is there, which is set aside. All of it, or nothing: throws where the store takes it not.
 */
export function putInto(
  store: Store,
  { progress, code }: ProgressFile,
): Opened {
  const wanted = new Map<string, string>();
  for (const [lesson, text] of Object.entries(progress)) {
    const key = PROGRESS + lesson;
    wanted.set(key, mergedProgress(store.getItem(key), text));
  }
  let replaced = 0;
  for (const [name, kept] of Object.entries(code)) {
    const key = CODE + name;
    const before = store.getItem(key);
    const text = JSON.stringify(kept);
    wanted.set(key, text);
    if (before === null || hasSameFiles(before, kept)) continue;
    replaced += 1;
    wanted.set(`set-aside:${key}`, before);
  }
  const before = [...wanted.keys()].map(
    (key) => [key, store.getItem(key)] as const,
  );
  const undo = (): void => {
    for (const [key, text] of before)
      if (text === null) store.removeItem(key);
      else store.setItem(key, text);
  };
  try {
    for (const [key, text] of wanted) store.setItem(key, text);
  } catch (error) {
    undo();
    throw error;
  }
  return {
    lessons: Object.keys(progress).length,
    exercises: Object.keys(code).length,
    replaced,
    undo,
  };
}

function hasSameFiles(text: string, { files }: KeptCode): boolean {
  const read = jsonOf(text);
  return (
    isKeptCode(read) && JSON.stringify(read.files) === JSON.stringify(files)
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
