import { describe, expect, it } from "vitest";
import { createBrowserStorage } from "./browser-storage.ts";

/** A browser's storage, as others may have left it. */
function storageWith(left: Record<string, string>) {
  const all = new Map(Object.entries(left));
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
    keys: () => [...all.keys()],
  };
}

const ADA = { user: "user-of-ada", token: "token-of-ada-1234", name: "Ada" };
const HELLO = { id: "message-1", room: "Tea", text: "Hello", at: 1 };

describe("what a browser keeps of the chat", () => {
  it("is who one is and what was not sent, in order", () => {
    const later = { ...HELLO, id: "message-2", at: 2 };
    const items = storageWith({
      "chat:identity": JSON.stringify(ADA),
      "chat:pending:message-2": JSON.stringify(later),
      "chat:pending:message-1": JSON.stringify(HELLO),
    });
    const storage = createBrowserStorage("chat:", items);
    expect(storage.identity()).toEqual(ADA);
    expect(storage.pending()).toEqual([HELLO, later]);
    storage.drop("message-1");
    expect(storage.pending()).toEqual([later]);
  });

  it.each([
    "undefined",
    "not json",
    "null",
    "[]",
    "7",
    '"Ada"',
    '{"name":"x"}',
    JSON.stringify({ ...ADA, user: "old" }),
    JSON.stringify({ ...ADA, token: "short" }),
    JSON.stringify({ ...ADA, name: 7 }),
    JSON.stringify({ ...ADA, name: "x".repeat(41) }),
  ])("begins anew where the identity is %s, and sets that aside", (left) => {
    const items = storageWith({ "chat:identity": left });
    const storage = createBrowserStorage("chat:", items);
    const made = storage.identity();
    expect(made.user).toMatch(/^[\w-]{8,64}$/);
    expect(made.token).toMatch(/^[\w-]{16,64}$/);
    expect(made.name).toBe("");
    expect(storage.identity()).toEqual(made);
    expect(items.all.get("chat:set-aside:chat:identity")).toBe(left);
    storage.rename("Ada");
    expect(storage.identity()).toEqual({ ...made, name: "Ada" });
  });

  it.each([
    "not json",
    "null",
    "[]",
    "{}",
    JSON.stringify({ ...HELLO, id: "message-2" }),
    JSON.stringify({ ...HELLO, room: "" }),
    JSON.stringify({ ...HELLO, text: { is: "Hello" } }),
    JSON.stringify({ ...HELLO, text: "x".repeat(2001) }),
    JSON.stringify({ ...HELLO, at: "yesterday" }),
  ])("leaves out a message that is %s, and sets it aside", (left) => {
    const other = { ...HELLO, id: "message-9" };
    const items = storageWith({
      "chat:pending:message-1": left,
      "chat:pending:message-9": JSON.stringify(other),
    });
    const storage = createBrowserStorage("chat:", items);
    expect(storage.pending()).toEqual([other]);
    expect(storage.pending()).toEqual([other]);
    expect(items.all.get("chat:set-aside:chat:pending:message-1")).toBe(left);
    expect(items.all.has("chat:pending:message-1")).toBe(false);
  });
});
