import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepUsed, progressIn } from "./kept-progress.ts";

let items: Map<string, string>;
beforeEach(() => {
  items = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("keeps what was used of a lesson, each once", () => {
  expect(progressIn("send")).toBeUndefined();
  for (const id of ["send.alice-sends", "send.bob-sends", "send.alice-sends"])
    keepUsed("send", id, 5);
  expect(progressIn("send")).toEqual({
    used: ["send.alice-sends", "send.bob-sends"],
    of: 5,
  });
  expect(progressIn("broadcast")).toBeUndefined();
});

it("keeps an exercise, whose name is a path", () => {
  for (const id of ["send.alice-sends", "send/exercises/1-pass-it-on"])
    keepUsed("send", id, 5);
  keepUsed("send", "send.bob-sends", 5);
  expect(progressIn("send")).toEqual({
    used: ["send.alice-sends", "send/exercises/1-pass-it-on", "send.bob-sends"],
    of: 5,
  });
  expect([...items.keys()]).toEqual(["progress:send"]);
});

it("sets aside what does not fit, and begins anew", () => {
  items.set("progress:send", "[]");
  expect(progressIn("send")).toBeUndefined();
  keepUsed("send", "send.alice-sends", 5);
  expect(progressIn("send")?.used).toEqual(["send.alice-sends"]);
  expect(items.get("set-aside:progress:send")).toBe("[]");
});

it("does without storage where that is forbidden", () => {
  vi.stubGlobal("localStorage", {
    getItem() {
      throw new DOMException("No.", "SecurityError");
    },
  });
  keepUsed("send", "send.alice-sends", 5);
  expect(progressIn("send")).toBeUndefined();
});
