import { expect, it } from "vitest";
import { handClock, type HandClock } from "../../tests/fixtures/hand-clock.ts";
import { createPacer } from "./pacer.ts";

/** A pacer whose page just fell behind. */
function latePacer(clock: HandClock) {
  const pace = createPacer(clock);
  pace(() => undefined);
  clock.stall(200);
  clock.pass(0);
  return pace;
}

it("hands frames on as they come while the page keeps up", () => {
  const clock = handClock();
  const pace = createPacer(clock);
  const handed: number[] = [];
  for (let i = 0; i < 500; i += 1) {
    pace(() => void handed.push(i));
    expect(handed).toHaveLength(i + 1);
    clock.pass(2);
  }
});

it("hands them on together, in order and each after the last was handled, when it falls behind", async () => {
  const clock = handClock();
  const pace = latePacer(clock);
  const told: string[] = [];
  const all = Promise.withResolvers<void>();
  for (const name of ["a", "b", "c"]) {
    pace(async () => {
      told.push(`${name} handed`);
      await Promise.resolve();
      told.push(`${name} handled`);
      if (name === "c") all.resolve();
    });
  }
  expect(told).toEqual([]);
  clock.pass(100);
  await all.promise;
  expect(told).toEqual(
    ["a", "b", "c"].flatMap((n) => [`${n} handed`, `${n} handled`]),
  );
});

it("lets the page see to its reader in between", async () => {
  const clock = handClock();
  const pace = latePacer(clock);
  const handed: string[] = [];
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  pace(() => {
    handed.push("a");
    clock.stall(20);
    first.resolve();
  });
  pace(() => {
    handed.push("b");
    second.resolve();
  });
  clock.pass(100);
  await first.promise;
  await Promise.resolve();
  expect(handed).toEqual(["a"]);
  clock.pass(0);
  await second.promise;
  expect(handed).toEqual(["a", "b"]);
});

it("hands frames on as they come again once the page has caught up", () => {
  const clock = handClock();
  const pace = latePacer(clock);
  clock.pass(1500);
  let handed = false;
  pace(() => void (handed = true));
  expect(handed).toBe(true);
});
