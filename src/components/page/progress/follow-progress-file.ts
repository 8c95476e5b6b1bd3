import { countOf } from "#lab/packet/words.ts";

const KEEPS_NOTHING =
  "This browser keeps nothing for this site, so there is nothing to save, and nowhere to put what a file holds.";
const NOTHING_YET =
  "There is nothing to save yet: you haven’t tried anything in this browser.";
const NO_ROOM =
  "This browser has no room for what the file holds. Nothing was changed.";

/** Lets the reader save all progress and code as a file, and open one. */
export function followProgressFile(place: HTMLElement): void {
  const status = place.querySelector<HTMLElement>("[role=status]");
  const input = place.querySelector("input");
  const saves = place.querySelector("[data-save]");
  const opens = place.querySelector<HTMLElement>("[data-open]");
  const undo = place.querySelector<HTMLElement>("[data-undo]");
  if (!status || !input || !saves || !opens || !undo) return;
  let takeBack: (() => void) | undefined;
  const say = (text: string, back?: () => void): void => {
    status.textContent = text;
    takeBack = back;
    undo.hidden = back === undefined;
  };

  saves.addEventListener("click", () => {
    void save().then(say);
  });
  opens.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) void open(file).then(({ said, back }) => say(said, back));
    input.value = "";
  });
  undo.addEventListener("click", () => {
    takeBack?.();
    say("Taken back: all is as it was.");
    // The button that had the focus is gone.
    opens.focus();
  });
  place.hidden = false;
}

/** Where the browser keeps things; undefined where it doesn't let the page. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Has the browser save a file; says what came of it. */
async function save(): Promise<string> {
  const store = storage();
  if (!store) return KEEPS_NOTHING;
  const { gather } = await import("./progress-file.ts");
  const file = gather(store);
  const count = Object.keys(file.progress).length;
  const exercises = Object.keys(file.code).length;
  if (count + exercises === 0) return NOTHING_YET;
  const text = `${JSON.stringify(file, null, 2)}\n`;
  const url = URL.createObjectURL(
    new Blob([text], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = "roundtrip-progress.json";
  link.click();
  URL.revokeObjectURL(url);
  return `Saved: ${said(count, exercises)}.`;
}

/** Opens a file; says what came of it, and gives a way back. */
async function open(
  chosen: File,
): Promise<{ said: string; back?: () => void }> {
  const store = storage();
  if (!store) return { said: KEEPS_NOTHING };
  const { putInto, readProgressFile } = await import("./progress-file.ts");
  const read = await readProgressFile(chosen);
  if ("why" in read) return { said: read.why };
  try {
    const { lessons, exercises, replaced, undo } = putInto(store, read.file);
    const aside =
      replaced > 0
        ? ` It took the place of other code in ${countOf(replaced, "exercise")}.`
        : "";
    return {
      said: `Opened: ${said(lessons, exercises)}.${aside}`,
      back: undo,
    };
  } catch {
    return { said: NO_ROOM };
  }
}

const said = (lessons: number, exercises: number): string =>
  `progress in ${countOf(lessons, "lesson")}, code of ${countOf(exercises, "exercise")}`;
