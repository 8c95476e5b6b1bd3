import { expect, it } from "vitest";
import {
  gather,
  MOST_BYTES,
  putInto,
  readProgressFile,
  type Store,
} from "./progress-file.ts";

/** A store that takes so many things and no more. */
function createStore(items: Record<string, string> = {}, most = Infinity) {
  const own = (name: string, value: unknown): void => {
    Object.defineProperty(items, name, { value, enumerable: false });
  };
  own("getItem", (key: string) => items[key] ?? null);
  own("removeItem", (key: string) => {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as a browser's does
    delete items[key];
  });
  own("setItem", (key: string, text: string) => {
    if (!(key in items) && Object.keys(items).length >= most)
      throw new DOMException("Full.", "QuotaExceededError");
    items[key] = text;
  });
  return { items, store: items as unknown as Store };
}

const code = (text: string, caret = 0): string =>
  JSON.stringify({ files: { "server.js": text }, file: "server.js", caret });
const asFile = (content: unknown): Blob => new Blob([JSON.stringify(content)]);

const DONE = {
  "progress:send": "send.alice-sends send/exercises/1-pass-it-on/5",
  "exercise:send/exercises/1-pass-it-on:x1": code("mine", 3),
  "exercise:edit/send:y2": code("changed"),
};

it("takes all progress and code along, and brings it into another browser as it was", async () => {
  const { store } = createStore({
    ...DONE,
    theme: "dark",
    "progress:strange": "[]",
    "exercise:strange:z": "[]",
  });
  const read = await readProgressFile(asFile(gather(store)));
  if (!("file" in read)) throw new Error(read.why);
  const other = createStore();
  expect(putInto(other.store, read.file)).toMatchObject({
    lessons: 1,
    exercises: 2,
    replaced: 0,
  });
  expect(other.items).toEqual(DONE);
});

it("adds progress to what is there, sets other code aside, and takes it back", () => {
  const mine = {
    "progress:send": "send.bob-sends/6",
    "exercise:send/exercises/1-pass-it-on:x1": code("other"),
    "exercise:edit/send:y2": code("changed", 7),
  };
  const { items, store } = createStore({ ...mine });
  const opened = putInto(store, gather(createStore({ ...DONE }).store));
  expect(opened.replaced).toBe(1);
  expect(items).toEqual({
    ...DONE,
    "progress:send":
      "send.bob-sends send.alice-sends send/exercises/1-pass-it-on/6",
    "set-aside:exercise:send/exercises/1-pass-it-on:x1": code("other"),
  });
  opened.undo();
  expect(items).toEqual(mine);
});

it("changes nothing where there is no room for all of it", () => {
  const mine = { "progress:broadcast": "a/2" };
  const { items, store } = createStore({ ...mine }, 2);
  expect(() => putInto(store, gather(createStore({ ...DONE }).store))).toThrow(
    "Full.",
  );
  expect(items).toEqual(mine);
});

const fits = { roundtrip: 1, progress: {}, code: {} };
it.for([
  ["not json", "wasn’t saved here"],
  [JSON.stringify([]), "wasn’t saved here"],
  [JSON.stringify({ ...fits, roundtrip: 2 }), "newer version"],
  [JSON.stringify({ roundtrip: 1, exercise: "a", files: {} }), "one exercise"],
  [
    JSON.stringify({ ...fits, progress: { send: "<b>" } }),
    "damaged at progress.send",
  ],
  [
    JSON.stringify({ ...fits, progress: { "../theme": "a/1" } }),
    "damaged at progress.../theme",
  ],
  [
    JSON.stringify({ ...fits, code: { "send:x": { files: { a: 1 } } } }),
    "damaged at code.send:x",
  ],
  [JSON.stringify({ roundtrip: 1, progress: {} }), "damaged at code"],
  ["x".repeat(MOST_BYTES + 1), "too large"],
] as const)("says why %s can't be opened", async ([text, why]) => {
  const read = await readProgressFile(new Blob([text]));
  expect("why" in read && read.why).toContain(why);
});
