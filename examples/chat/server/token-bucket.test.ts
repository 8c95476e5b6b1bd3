import { expect, it } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

it("gives a burst, then so many a second, to each key its own", () => {
  let now = 0;
  const bucket = createTokenBucket(3, 2, () => now);
  const take = (key: string) => bucket.take(key);
  expect([take("a"), take("a"), take("a"), take("a")]).toEqual([0, 0, 0, 500]);
  expect(take("b")).toBe(0);
  now = 250;
  expect(take("a")).toBe(250);
  now = 500;
  expect([take("a"), take("a")]).toEqual([0, 500]);
  now = 60_000;
  expect([take("a"), take("a"), take("a"), take("a")]).toEqual([0, 0, 0, 500]);
});
