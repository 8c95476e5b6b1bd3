import { afterEach, beforeEach, expect, it } from "vitest";
import limits from "../contract/limits.json" with { type: "json" };
import { temporaryFile } from "../tests/chat-process.ts";
import { openDatabase } from "./open-database.ts";
import { createSqliteStore } from "./sqlite-store.ts";
import type { SharedStore } from "./store.ts";

const NOTHING = { rooms: [], ended: [], messages: [] };

let place: ReturnType<typeof temporaryFile>;
let here: SharedStore;
let there: SharedStore;

beforeEach(() => {
  place = temporaryFile();
  here = createSqliteStore(openDatabase(place.file));
  here.admit({ id: "alice", name: "Alice" }, "a");
  here.join("Tea", "alice");
  there = createSqliteStore(openDatabase(place.file));
});
afterEach(() => {
  here.close();
  there.close();
  place.remove();
});

const say = (store: SharedStore, id: string) =>
  store.add({ id, room: "Tea", user: "alice", name: "Alice", text: id, at: 0 })
    .message;

const ids = (store: SharedStore) =>
  store.elsewhere().messages.map(({ id }) => id);

it("is what others wrote since it was last asked, and nothing of one's own", () => {
  expect(there.elsewhere()).toEqual(NOTHING);
  const one = say(here, "one");
  expect(there.elsewhere()).toEqual({ rooms: [], ended: [], messages: [one] });
  expect(here.elsewhere()).toEqual(NOTHING);
  for (const id of ["two", "three", "four", "five"])
    say(id === "two" || id === "four" ? there : here, id);
  expect(ids(here)).toEqual(["two", "four"]);
  expect(ids(there)).toEqual(["three", "five"]);
  say(here, "six");
  expect(here.elsewhere()).toEqual(NOTHING);
  say(there, "seven");
  expect(ids(here)).toEqual(["seven"]);
});

it("says of a message that it was removed, in the place of the removal", () => {
  say(here, "one");
  say(here, "two");
  there.elsewhere();
  const { changed } = here.remove("Tea", "one", "alice");
  expect(there.elsewhere().messages).toMatchObject([
    { id: "one", text: "", removed: true, changed },
  ]);
});

it("says the newest alone where there was too much", () => {
  for (let n = 0; n <= limits.page; n += 1) say(here, `message ${n}`);
  expect(ids(there)).toEqual([`message ${limits.page}`]);
});

it("names rooms that another founded", () => {
  there.admit({ id: "bob", name: "Bob" }, "b");
  there.join("Coffee", "bob");
  expect(here.elsewhere()).toEqual({
    rooms: [{ name: "Coffee", founder: "bob" }],
    ended: [],
    messages: [],
  });
  expect(there.elsewhere().rooms).toEqual([]);
  there.leave("Coffee", "bob");
  here.elsewhere();
  there.join("Coffee", "bob");
  expect(here.elsewhere().rooms).toHaveLength(1);
});

const DAY = 24 * 60 * 60_000;

it("names rooms that another ended, and begins anew with one that is made again", () => {
  for (const id of ["one", "two", "three"]) say(here, id);
  there.elsewhere();
  expect(there.endUnused([], Date.now() + 31 * DAY)).toEqual(["Tea"]);
  expect(here.elsewhere().ended).toEqual(["Tea"]);
  expect(there.elsewhere()).toEqual(NOTHING);
  there.join("Tea", "alice");
  say(there, "four");
  expect(here.elsewhere()).toMatchObject({
    rooms: [{ name: "Tea" }],
    messages: [{ id: "four", seq: 1 }],
  });
  say(here, "five");
  expect(ids(there)).toEqual(["five"]);
});

it("keeps a room that someone is in, or wrote in, longer than one that nobody used", () => {
  const now = Date.now();
  here.join("Coffee", "alice");
  here.join("Milk", "alice");
  say(here, "one");
  const anHour = 61 * 60_000;
  expect(here.endUnused(["Milk"], now + anHour)).toEqual(["Coffee"]);
  expect(here.endUnused([], now + anHour)).toEqual([]);
  expect(here.endUnused([], now + 29 * DAY)).toEqual(["Milk"]);
  expect(here.endUnused([], now + 31 * DAY)).toEqual(["Tea"]);
  expect(here.rooms("alice")).toEqual([]);
});
