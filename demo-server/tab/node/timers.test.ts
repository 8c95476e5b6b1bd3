import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The stand-in takes the browser's functions when it is loaded: here, those of the fake clock. */
async function load() {
  vi.resetModules();
  const { createTimers } = await import("./timers.ts");
  const entered: string[] = [];
  const timers = createTimers((work) => (...values) => {
    entered.push("in");
    work(...values);
  });
  return { ...timers, entered };
}

it("rings once with its values, by way of `enter`", async () => {
  const { setTimeout, entered } = await load();
  const rung: unknown[] = [];
  setTimeout((...values) => rung.push(values), 10, 1, 2);
  vi.advanceTimersByTime(9);
  expect(rung).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(rung).toEqual([[1, 2]]);
  expect(entered).toEqual(["in"]);
});

it("can be cleared, and whatever is no timer is ignored", async () => {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = await load();
  const rung: unknown[] = [];
  clearTimeout(setTimeout(() => rung.push(1), 10));
  clearInterval(setInterval(() => rung.push(2), 10));
  clearTimeout(undefined);
  vi.advanceTimersByTime(50);
  expect(rung).toEqual([]);
});

it("counts anew when it is refreshed, after it has rung too", async () => {
  const { setTimeout } = await load();
  let rung = 0;
  const timer = setTimeout(() => rung++, 10);
  vi.advanceTimersByTime(8);
  timer.refresh();
  vi.advanceTimersByTime(8);
  expect(rung).toBe(0);
  vi.advanceTimersByTime(2);
  expect(rung).toBe(1);
  timer.refresh();
  vi.advanceTimersByTime(10);
  expect(rung).toBe(2);
});

it("can be let go and held, which changes nothing", async () => {
  const { setInterval } = await load();
  let rung = 0;
  const timer = setInterval(() => rung++, 10)
    .unref()
    .ref();
  expect(timer.hasRef()).toBe(true);
  vi.advanceTimersByTime(30);
  expect(rung).toBe(3);
  timer.close();
  vi.advanceTimersByTime(30);
  expect(rung).toBe(3);
});
