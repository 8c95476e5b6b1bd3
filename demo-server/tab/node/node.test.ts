import { expect, it } from "vitest";
import * as absent from "./absent.ts";
import { randomBytes } from "./crypto.ts";

it("gives random bytes, as many as asked for and others each time", () => {
  const [one, two] = [randomBytes(15), randomBytes(15)];
  expect(one).toHaveLength(15);
  expect(one.toString("base64")).toMatch(/^[\w+/]{20}$/);
  expect(one.equals(two)).toBe(false);
});

it("says of what is absent why it is", () => {
  expect(() => absent.createServer()).toThrow(
    "http.createServer is not there: this server runs in a browser tab.",
  );
  expect(() => absent.default()).toThrow("runs in a browser tab");
});
