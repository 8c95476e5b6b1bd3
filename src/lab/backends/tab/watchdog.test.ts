import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createWatchdog } from "./watchdog.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const pings: number[] = [];
  const silent = vi.fn();
  const dog = createWatchdog({
    silenceMs: 2_000,
    ping: (n) => pings.push(n),
    silent,
  });
  return { pings, silent, dog };
}

it("pings again and again as long as it is answered", () => {
  const { pings, silent, dog } = watch();
  for (let n = 1; n <= 20; n++) {
    expect(pings.at(-1)).toBe(n);
    vi.advanceTimersByTime(1_900);
    dog.pong(n);
    vi.advanceTimersByTime(500);
  }
  expect(silent).not.toHaveBeenCalled();
});

it("says once that nothing was heard, after the time", () => {
  const { pings, silent } = watch();
  vi.advanceTimersByTime(1_999);
  expect(silent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(silent).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(silent).toHaveBeenCalledOnce();
  expect(pings).toEqual([1]);
});

it("takes an answer that waited while the page itself was busy", () => {
  const { silent, dog } = watch();
  // The page wakes up late: its timer is due, and the answer stands behind it.
  vi.advanceTimersByTime(1_950);
  dog.pong(1);
  vi.advanceTimersByTime(1_000);
  expect(silent).not.toHaveBeenCalled();
});

it("does not take an old answer for a new one", () => {
  const { silent, dog } = watch();
  dog.pong(1);
  vi.advanceTimersByTime(500);
  dog.pong(1);
  vi.advanceTimersByTime(2_000);
  expect(silent).toHaveBeenCalledOnce();
});

it("says nothing after it was stopped", () => {
  const { silent, dog } = watch();
  dog.stop();
  vi.advanceTimersByTime(60_000);
  expect(silent).not.toHaveBeenCalled();
});
