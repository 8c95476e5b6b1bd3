import { expect, it } from "vitest";
import type { Scope } from "../tap/scope.ts";
import { createScopes } from "./scopes.ts";

const scope = (hop: number): Scope => ({
  tap: {} as Scope["tap"],
  cause: { by: "hop", hop },
});
const hopOf = (found: Scope | undefined): unknown =>
  found?.cause && [found.cause, found.inferred];

it("holds while its work runs, within another too", () => {
  const { run, get } = createScopes();
  const [outer, inner] = [scope(1), scope(2)];
  expect(get()).toBeUndefined();
  run(outer, () => {
    expect(run(inner, get)).toBe(inner);
    expect(get()).toBe(outer);
  });
  expect(get()).toBeUndefined();
});

it("ends when its work throws", () => {
  const { run, get } = createScopes();
  expect(() =>
    run(scope(1), () => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(get()).toBeUndefined();
});

it("is carried to what runs later", async () => {
  const { run, get, carry } = createScopes();
  const mine = scope(1);
  const later = run(mine, () => carry(get));
  await Promise.resolve();
  expect(later()).toBe(mine);
});

it("is guessed after an await, as long as the work has not ended, and is carried as a guess", async () => {
  const { run, get, carry } = createScopes();
  const pause = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  const first = run(scope(1), async () => {
    await pause.promise;
    seen.push(hopOf(get()), hopOf(carry(get)()));
  });
  const second = run(scope(2), async () => {
    await Promise.resolve();
    seen.push(hopOf(get()));
  });
  await second;
  pause.resolve();
  await first;
  const guess = (hop: number): unknown => [{ by: "hop", hop }, true];
  expect(seen).toEqual([guess(2), guess(1), guess(1)]);
  await Promise.resolve();
  expect(get()).toBeUndefined();
});

it("is not guessed for what begins by itself, nor for what that sets off", async () => {
  const { run, get, begin, carry } = createScopes();
  const pause = Promise.withResolvers<void>();
  const waiting = run(scope(1), () => pause.promise);
  expect(hopOf(get())).toBeDefined();
  expect(begin(get)()).toBeUndefined();
  expect(begin(() => carry(get))()()).toBeUndefined();
  pause.resolve();
  await waiting;
});
