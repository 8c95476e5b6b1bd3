import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  keepCode,
  nameOfStarter,
  offersOlderCode,
  readCode,
  readOlderCode,
  setOlderCodeAside,
} from "./kept-code.ts";

let items: Record<string, string>;
beforeEach(() => {
  items = {};
  vi.stubGlobal(
    "localStorage",
    Object.defineProperties(items, {
      getItem: { value: (key: string) => items[key] ?? null },
      setItem: {
        value: (key: string, text: string) => void (items[key] = text),
      },
      removeItem: {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as a browser's does
        value: (key: string) => void delete items[key],
      },
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const code = (text: string, caret = 0) => ({
  files: { "server.js": text },
  file: "server.js",
  caret,
});

it("keeps what was written by exercise and by starter", () => {
  expect(keepCode("a/exercises/1-b", "x", code("mine", 3))).toBe(true);
  expect(readCode("a/exercises/1-b", "x")).toEqual(code("mine", 3));
  expect(readCode("a/exercises/1-b", "y")).toBeUndefined();
  expect(readCode("a/exercises/2-c", "x")).toBeUndefined();
});

it("finds what was written when the starter was another", () => {
  keepCode("old/exercises/1-b", "x", code("mine"));
  expect(readOlderCode("old/exercises/1-b", "y", "server.js")).toEqual(
    code("mine"),
  );
  expect(readOlderCode("old/exercises/1-b", "x", "server.js")).toBeUndefined();
});

it("offers it until something else is written, or it's set aside", () => {
  const starter = nameOfStarter({ "server.js": "new" });
  const exercise = "offered/exercises/1-b";
  expect(offersOlderCode(exercise, starter, "server.js")).toBe(false);
  keepCode(exercise, "x", code("mine"));
  expect(offersOlderCode(exercise, starter, "server.js")).toBe(true);
  // The caret was moved, and no more.
  keepCode(exercise, starter, code("new", 2));
  expect(offersOlderCode(exercise, starter, "server.js")).toBe(true);
  keepCode(exercise, starter, code("newer"));
  expect(offersOlderCode(exercise, starter, "server.js")).toBe(false);
  keepCode(exercise, starter, code("new"));
  setOlderCodeAside(exercise, starter);
  expect(offersOlderCode(exercise, starter, "server.js")).toBe(false);
  expect(items[`set-aside:exercise:${exercise}:x`]).toContain("mine");
  expect(readCode(exercise, starter)).toEqual(code("new"));
});

it("names a starter by its text", () => {
  const name = nameOfStarter({ "server.js": "one" });
  expect(nameOfStarter({ "server.js": "one" })).toBe(name);
  expect(nameOfStarter({ "server.js": "two" })).not.toBe(name);
});

it.for(["[]", "not json", '{"files":{"server.js":1},"file":"a","caret":0}'])(
  "sets aside %j, which it has not written",
  (text) => {
    const exercise = `strange${text.length}/exercises/1-b`;
    items[`exercise:${exercise}:x`] = text;
    expect(readCode(exercise, "x")).toBeUndefined();
    keepCode(exercise, "x", code("mine"));
    expect(items[`set-aside:exercise:${exercise}:x`]).toBe(text);
    expect(readCode(exercise, "x")).toEqual(code("mine"));
  },
);

it("keeps it as long as the page where the browser keeps nothing, and says so", () => {
  vi.stubGlobal("localStorage", {
    getItem() {
      throw new DOMException("No.", "SecurityError");
    },
  });
  expect(keepCode("b/exercises/1-b", "x", code("mine"))).toBe(false);
  expect(readCode("b/exercises/1-b", "x")).toEqual(code("mine"));
  expect(readOlderCode("b/exercises/1-b", "y", "server.js")).toBeUndefined();
});
