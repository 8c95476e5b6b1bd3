import { describe, expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import { createLine, FREE_LINE, type Line } from "./delay-line.ts";

/** A clock that a test moves by hand. */
function handClock(): Clock & { pass(ms: number): void } {
  let now = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
  };
}

function open() {
  const clock = handClock();
  const line = createLine(clock);
  const log: string[] = [];
  const carry = (name: string, size = 1, on: Line = line): void =>
    on.carry(
      size,
      () => log.push(`${name} at ${clock.now()}`),
      () => log.push(`${name} lost`),
    );
  return { clock, line, log, carry };
}

describe("a line", () => {
  it("hands on at once while nothing is wrong with it", () => {
    const { log, carry } = open();
    carry("a");
    expect(log).toEqual(["a at 0"]);
  });

  it("delays each frame by its latency", () => {
    const { clock, line, log, carry } = open();
    line.reshape({ ...FREE_LINE, latency: 100 });
    carry("a");
    clock.pass(40);
    carry("b");
    clock.pass(59);
    expect(log).toEqual([]);
    clock.pass(41);
    expect(log).toEqual(["a at 100", "b at 140"]);
  });

  it("keeps the order however much the delay varies", () => {
    const { clock, line, log, carry } = open();
    line.reshape({ ...FREE_LINE, latency: 100, jitter: 100 });
    const names = Array.from({ length: 50 }, (_, n) => String(n));
    for (const name of names) carry(name);
    clock.pass(200);
    expect(log.map((entry) => entry.split(" ")[0])).toEqual(names);
  });

  it("lets so many bytes a second through, one frame after the other", () => {
    const { clock, line, log, carry } = open();
    line.reshape({ ...FREE_LINE, throttle: 100 });
    carry("a", 50);
    carry("b", 10);
    clock.pass(1000);
    expect(log).toEqual(["a at 500", "b at 600"]);
  });

  it("does not make what waits wait on when it is mended", () => {
    const { clock, line, log, carry } = open();
    line.reshape({ ...FREE_LINE, throttle: 1 });
    carry("a", 1000);
    carry("b", 1000);
    clock.pass(5);
    line.reshape(FREE_LINE);
    carry("c");
    clock.pass(0);
    expect(log).toEqual(["a at 5", "b at 5", "c at 5"]);
  });

  it("drops what waits when it is cleared, and carries what comes after", () => {
    const { clock, line, log, carry } = open();
    line.reshape({ ...FREE_LINE, latency: 100 });
    carry("a");
    line.clear();
    carry("b");
    clock.pass(100);
    expect(log).toEqual(["a lost", "b at 100"]);
  });
});
