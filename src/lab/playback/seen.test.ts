import { expect, it } from "vitest";
import { seen } from "./seen.ts";

/** A store, and a playback whose moment the test sets. */
function open() {
  const listeners = new Set<() => void>();
  const playback = { edge: 0, at: 0 };
  let value = "first";
  const store = seen(
    {
      edge: () => playback.edge,
      position: () => playback.at,
      state: () => ({ past: playback.at < playback.edge }) as never,
      subscribe: () => () => undefined,
    },
    () => value,
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  );
  const change = (at: number, to: string): void => {
    playback.edge = playback.at = at;
    value = to;
    for (const listener of listeners) listener();
  };
  return { store, playback, change };
}

it("shows a store as it is, and in the past as it was then", () => {
  const { store, playback, change } = open();
  change(100, "second");
  change(200, "third");
  playback.edge = playback.at = 300;
  expect(store.read()).toBe("third");
  playback.at = 150;
  expect(store.read()).toBe("second");
  playback.at = 50;
  expect(store.read()).toBe("first");
});

it("forgets the oldest, and then shows the oldest that is left", () => {
  const { store, playback, change } = open();
  for (let at = 1; at <= 2_000; at += 1) change(at, String(at));
  playback.at = 1;
  expect(Number(store.read())).toBeGreaterThan(900);
});
