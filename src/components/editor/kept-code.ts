/** What a reader wrote in an exercise, and where the caret was. */
export interface KeptCode {
  /** Texts of the files, by their names. */
  readonly files: Readonly<Record<string, string>>;
  /** The file that was shown, and the caret in it, in characters from 0. */
  readonly file: string;
  readonly caret: number;
}

/** What the keys begin with under which the browser keeps what was written in an exercise. */
export const keyPrefixOf = (exercise: string): string =>
  `exercise:${exercise}:`;
const keyOf = (exercise: string, starter: string): string =>
  keyPrefixOf(exercise) + starter;

/** What storage does not take lasts as long as the page. */
const onThisPage = new Map<string, string>();

/** A name for the files that a reader begins with: where they change, it does. No secret. */
export function nameOfStarter(files: Readonly<Record<string, string>>): string {
  let hash = 0xdeadbeef;
  for (const letter of JSON.stringify(files))
    hash = Math.imul(hash ^ letter.charCodeAt(0), 2_654_435_761);
  return (hash >>> 0).toString(36);
}

/** What was written in an exercise that began with this starter; undefined where nothing is kept that fits. */
export function readCode(
  exercise: string,
  starter: string,
): KeptCode | undefined {
  return readKey(keyOf(exercise, starter));
}

/** Keeps it; false where the browser keeps nothing, and it lasts as long as the page. */
export function keepCode(
  exercise: string,
  starter: string,
  code: KeptCode,
): boolean {
  const key = keyOf(exercise, starter);
  const text = JSON.stringify(code);
  onThisPage.set(key, text);
  try {
    const before = localStorage.getItem(key);
    // What does not fit is somebody else's: it's set aside, not lost.
    if (before !== null && !parse(before))
      localStorage.setItem(`set-aside:${key}`, before);
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** What was written in a file of the exercise when it began with another starter; the first that is found. */
export function readOlderCode(
  exercise: string,
  starter: string,
  file: string,
): KeptCode | undefined {
  const current = keyOf(exercise, starter);
  const own = keyPrefixOf(exercise);
  try {
    return Object.keys(localStorage)
      .filter((each) => each.startsWith(own) && each !== current)
      .map(readKey)
      .find((kept) => kept?.files[file] !== undefined);
  } catch {
    return undefined;
  }
}

/** Whether older code is to be offered: it's there, and nothing was written since the exercise began with this starter. */
export function offersOlderCode(
  exercise: string,
  starter: string,
  file: string,
): boolean {
  const code = readCode(exercise, starter);
  return (
    (code === undefined || nameOfStarter(code.files) === starter) &&
    readOlderCode(exercise, starter, file) !== undefined
  );
}

/** Offers older code no more; it's kept under another name. */
export function setOlderCodeAside(exercise: string, starter: string): void {
  const current = keyOf(exercise, starter);
  const own = keyPrefixOf(exercise);
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(own) || key === current) continue;
      localStorage.setItem(`set-aside:${key}`, localStorage.getItem(key) ?? "");
      localStorage.removeItem(key);
      onThisPage.delete(key);
    }
  } catch {
    // Without room it's offered again.
  }
}

function readKey(key: string): KeptCode | undefined {
  const onPage = onThisPage.get(key);
  if (onPage !== undefined) return parse(onPage);
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? undefined : parse(kept);
  } catch {
    // Storage may be forbidden.
    return undefined;
  }
}

function parse(text: string): KeptCode | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isKeptCode(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Whether something that was read is what is kept of an exercise. */
export function isKeptCode(read: unknown): read is KeptCode {
  if (typeof read !== "object" || read === null) return false;
  const { files, file, caret } = read as Record<string, unknown>;
  return (
    typeof file === "string" &&
    typeof caret === "number" &&
    Number.isInteger(caret) &&
    caret >= 0 &&
    typeof files === "object" &&
    files !== null &&
    Object.values(files).every((each) => typeof each === "string")
  );
}
