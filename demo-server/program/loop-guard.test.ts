import { expect, it } from "vitest";
import { createLoopGuard } from "./loop-guard.ts";

function start() {
  const stopped: number[] = [];
  const guard = createLoopGuard((line, seconds) => {
    stopped.push(line);
    return new Error(`line ${line}, ${seconds} s`);
  });
  return { guard, stopped };
}

it("stops what never pauses, with its line, and whatever goes on after it", () => {
  const { guard, stopped } = start();
  const loop = (line: number): void => {
    for (;;) guard.tick(line);
  };
  expect(() => loop(7)).toThrow("line 7, 1 s");
  expect(() => guard.tick(9)).toThrow("line 7, 1 s");
  expect(stopped).toEqual([7]);
});

it("stops promises that go on and on", async () => {
  const { guard } = start();
  const loop = async (): Promise<void> => {
    for (;;) {
      guard.tick(3);
      await Promise.resolve();
    }
  };
  await expect(loop()).rejects.toThrow("line 3");
});

it("lets a program run for ever that pauses", async () => {
  const { guard, stopped } = start();
  const end = performance.now() + 1_300;
  while (performance.now() < end) {
    for (let n = 0; n < 1_000; n++) guard.tick(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(stopped).toEqual([]);
});
