import { describe, expect, it, vi } from "vitest";
import type { Auth } from "../contract/events.ts";
import limits from "../contract/limits.json" with { type: "json" };
import { BACKENDS } from "./chat-process.ts";
import { newId, newRoom, openTab, somebody } from "./open-tab.ts";
import { withChat } from "./with-chat.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const id = "12345678";
const room = "a";
const text = "a";

const WRONG: Record<string, [event: string, payload: unknown][]> = {
  "The payload must be an object.": [
    ["send", "hello"],
    ["send", undefined],
    ["send", null],
    ["send", []],
  ],
  "An id must be 8 to 64 letters, digits, _ or -.": [
    ["send", {}],
    ["send", { id: "../../../etc", room, text }],
    ["send", { id: "12345678\n", room, text }],
    ["remove", { id: "short", room }],
  ],
  "A room's name must have 1 to 40 characters.": [
    ["send", { id, text }],
    ["join", { room: " \u00a0\u2003\ufeff\0 " }],
    ["join", { room: "😀".repeat(41) }],
    ["join", { room: { length: 1 } }],
  ],
  "A place in a room's order must be a whole number, 0 or more.": [
    ["join", { room, after: -1 }],
    ["join", { room, after: "1" }],
    ["join", { room, after: true }],
    ["join", { room, after: 1.5 }],
    ["join", { room, after: 1e300 }],
    ["history", { room }],
  ],
  "A message must have 1 to 2000 characters.": [
    ["send", { id, room, text: "\n \t" }],
    ["send", { id, room, text: "😀".repeat(2001) }],
    ["send", { id, room, text: ["a"] }],
  ],
  "A name must have 1 to 40 characters.": [
    ["rename", { name: "" }],
    ["rename", { name: "\u200a" }],
  ],
  "You are not in this room. Join it first.": [
    ["send", { id, room: "nobody here", text }],
    ["history", { room: "nobody here", before: 1 }],
    ["read", { room: "nobody here", seq: 1 }],
    ["typing", { room: "nobody here" }],
    ["remove", { room: "nobody here", id }],
  ],
};

describe.each(BACKENDS)("the chat on $name", (backend) => {
  const { url, tab, tabsIn } = withChat(backend);

  it.each(Object.entries(WRONG))("says: %s", async (error, requests) => {
    const alice = await tab(somebody("Alice"));
    for (const [event, payload] of requests)
      expect(await alice.askWrong(event, payload)).toEqual({
        ok: false,
        error,
      });
  });

  it("lives on where no acknowledgement is wanted, or the arguments are odd", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const emit = Alice.socket.emit.bind(Alice.socket) as (
      ...args: unknown[]
    ) => void;
    emit("send");
    emit("send", 1, 2, 3);
    emit("send", new Uint8Array([1, 2, 3]));
    emit("nothing like it", {});
    emit("send", { id: newId(), room, text: "unasked" });
    expect((await Bob.hear("message", () => true)).text).toBe("unasked");
  });

  it("lets nobody in under another's id, nor without saying who", async () => {
    const auth = somebody("Alice");
    await tab(auth);
    const refused = async (wrong: object) =>
      openTab(url(), wrong as Auth)
        .connected()
        .then(
          () => "let in",
          (error: unknown) => (error as Error).message,
        );
    expect(
      await refused({ ...auth, token: "another-secret-token", name: "Eve" }),
    ).toBe("This user id belongs to someone else: the token is another.");
    expect(await refused({})).toBe(
      "The connection came without auth. Connect with an auth object that holds your user, token and name.",
    );
    expect(await refused({ ...auth, user: undefined })).toBe(
      "An id must be 8 to 64 letters, digits, _ or -.",
    );
    expect(await refused({ ...auth, token: "short" })).toBe(
      "A token must be 16 to 64 letters, digits, _ or -.",
    );
    expect(await refused({ ...somebody(" "), name: " " })).toBe(
      "A name must have 1 to 40 characters.",
    );
    expect((await tab(auth)).socket.connected).toBe(true);
  });

  it("takes a burst of messages and then says how long to wait", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const answers = await Promise.all(
      Array.from({ length: limits.messageBurst + 10 }, (_, n) =>
        Alice.ask("send", { id: newId(), room, text: `${n}` }),
      ),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toEqual({
      ok: false,
      error: "That is too fast. Wait a moment, then try again.",
      wait: expect.any(Number) as number,
    });
    const bob = { id: newId(), room, text: "unharmed" };
    expect((await Bob.get("send", bob)).message.text).toBe("unharmed");
  });

  it("refuses pages of other origins", async () => {
    const { io } = await import("socket.io-client");
    for (const transport of ["polling", "websocket"]) {
      const foreign = io(url(), {
        auth: somebody("Eve"),
        transports: [transport],
        extraHeaders: { origin: "https://elsewhere.example" },
        reconnection: false,
      });
      await new Promise((resolve) => foreign.once("connect_error", resolve));
      expect(foreign.connected).toBe(false);
    }
  });
});
