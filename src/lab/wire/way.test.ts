import { expect, it } from "vitest";
import type { Pace } from "./pace.ts";
import { createWay } from "./way.ts";

/** A pace that lets a frame go when it is told to. */
function byHand() {
  const held = new Map<number, () => void>();
  const pace: Pace = {
    begin: () => undefined,
    holds: () => true,
    hold(frame, land) {
      held.set(frame, land);
      return () => held.delete(frame);
    },
  };
  return { pace, land: (frame: number) => held.get(frame)?.(), held };
}

function open() {
  const { pace, land, held } = byHand();
  const way = createWay(pace);
  const log: string[] = [];
  const carry = (name: string, how: { held?: number; overtakes?: true } = {}) =>
    way.carry({
      size: 1,
      deliver: () => void log.push(name),
      drop: () => void log.push(`${name} lost`),
      ...how,
    });
  return { way, land, held, log, carry };
}

it("holds a frame until it lands, and what comes after it too", () => {
  const { land, log, carry } = open();
  carry("first", { held: 1 });
  carry("second", { held: 2 });
  carry("not held");
  land(2);
  expect(log).toEqual([]);
  land(1);
  expect(log).toEqual(["first", "second", "not held"]);
});

it("lets heartbeats pass", () => {
  const { log, carry } = open();
  carry("message", { held: 1 });
  carry("heartbeat", { overtakes: true });
  expect(log).toEqual(["heartbeat"]);
});

it("drops all that is under way when it is cleared, and carries what comes after", () => {
  const { way, land, held, log, carry } = open();
  carry("first", { held: 1 });
  carry("close");
  way.clear();
  expect(held.size).toBe(0);
  carry("next", { held: 2 });
  land(2);
  expect(log).toEqual(["first lost", "close lost", "next"]);
});

it("goes on where whoever is handed a frame throws", async () => {
  const { way, land, log, carry } = open();
  way.carry({
    size: 1,
    held: 1,
    drop: () => undefined,
    deliver() {
      throw new Error("A listener failed.");
    },
  });
  carry("second");
  expect(() => land(1)).toThrow("A listener failed.");
  await Promise.resolve();
  expect(log).toEqual(["second"]);
});
