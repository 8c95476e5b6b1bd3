import { expect, it } from "vitest";
import { readHostAddress } from "./host-address.ts";

it("keeps the folder that a site stands in, and a prefix below it", () => {
  const origin = "https://example.org";
  expect(readHostAddress(origin)).toEqual({ origin, base: "" });
  expect(readHostAddress(`${origin}/a/b/`)).toEqual({ origin, base: "/a/b" });
  expect(readHostAddress(`${origin}/a/`, "/flask")).toEqual({
    origin,
    base: "/a/flask",
  });
});
