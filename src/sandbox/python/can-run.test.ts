import { afterEach, beforeEach, expect, it, vi } from "vitest";

const GOOD = { hasStackSwitching: true, gigabytes: 8, hasCrashed: false };
let kept: Map<string, string>;
let leave: () => void;

beforeEach(() => {
  kept = new Map();
  vi.resetModules();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("addEventListener", (_: string, left: () => void) => {
    leave = left;
  });
  vi.stubGlobal("removeEventListener", () => undefined);
  vi.stubGlobal("navigator", { deviceMemory: 8 });
  vi.stubGlobal("WebAssembly", { Suspending: Object });
});
afterEach(() => void vi.unstubAllGlobals());

/** As a new page of the same tab of the browser has it. */
const newPage = async () => {
  vi.resetModules();
  return import("./can-run.ts");
};

it("says in a sentence why Python can't run in a browser", async () => {
  const { whyNotIn } = await newPage();
  expect(whyNotIn(GOOD)).toBeUndefined();
  expect(whyNotIn({ ...GOOD, gigabytes: undefined })).toBeUndefined();
  expect(whyNotIn({ ...GOOD, hasStackSwitching: false })).toEqual({
    why: "Python can’t run in this browser, which has no JavaScript Promise Integration (JSPI)",
    forNow: false,
  });
  expect(whyNotIn({ ...GOOD, gigabytes: 1 })?.why).toBe(
    "Python can’t run here: it needs 2 GB of memory, and this device has 1",
  );
});

it("tells once of a page that Python has ended, and lets it be tried again", async () => {
  const first = await newPage();
  expect(first.whyNotHere()).toBeUndefined();
  first.noteStart();
  // Another worker may be asked for while this one starts.
  expect(first.whyNotHere()).toBeUndefined();

  const next = await newPage();
  expect(next.whyNotHere()).toEqual({
    why: "Python crashed this page the last time that it started",
    forNow: true,
  });
  expect(next.whyNotHere()).toBeUndefined();
  expect((await newPage()).whyNotHere()).toBeUndefined();
});

it("takes neither a start that went well nor a page that was left for a crash", async () => {
  const first = await newPage();
  first.noteStart().settled();
  expect((await newPage()).whyNotHere()).toBeUndefined();
  const second = await newPage();
  second.noteStart();
  leave();
  expect((await newPage()).whyNotHere()).toBeUndefined();
});
