import { describe, expect, it } from "vitest";
import { fitting } from "./kept.ts";

const ADA = { id: "user-of-ada", token: "secret", name: "Ada" };
const TEA = { name: "Tea", founder: ADA.id, seq: 1 };
const SEAT = { room: "Tea", user: ADA.id, read: 1 };
const HELLO = {
  id: "message-1",
  room: "Tea",
  seq: 1,
  changed: 1,
  user: ADA.id,
  name: "Ada",
  text: "Hello",
  at: 1,
  removed: false,
};
const GONE = { ...HELLO, id: "message-2", seq: 2, text: "", removed: true };

describe("the rows that a browser kept", () => {
  it.each([
    ["users", [ADA]],
    ["rooms", [TEA]],
    ["members", [SEAT]],
    ["messages", [HELLO, GONE]],
  ] as const)("are all used where they fit: %s", (table, rows) => {
    expect(fitting(table, rows)).toEqual(rows);
  });

  it.each([
    ["users", [undefined, null, 7, "Ada", [], {}, { ...ADA, id: "a" }]],
    ["rooms", [null, { ...TEA, seq: "1" }, { ...TEA, founder: undefined }]],
    ["members", [null, { ...SEAT, read: -1 }, { ...SEAT, room: "" }]],
    ["messages", [null, { ...HELLO, text: {} }, { ...HELLO, removed: 0 }]],
  ] as const)("are left out where they do not: %s", (table, rows) => {
    expect(fitting(table, rows)).toEqual([]);
  });
});
