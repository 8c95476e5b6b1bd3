import { describe, expect, it, vi } from "vitest";
import { BACKENDS } from "./chat-process.ts";
import { newId, newRoom, somebody } from "./open-tab.ts";
import { withChat } from "./with-chat.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each(BACKENDS)("the chat on $name", (backend) => {
  const { tab, tabsIn } = withChat(backend);

  it("sends a message to everyone else in the room, the sender's other tabs too, and to nobody else", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const { Carol } = await tabsIn(newRoom(), "Carol");
    const alicesOther = await tab(Alice.auth);
    await alicesOther.get("join", { room });
    const id = newId();
    const { message } = await Alice.get("send", { id, room, text: "hello" });
    expect(message).toEqual({
      id,
      room,
      seq: 1,
      changed: 1,
      user: Alice.auth.user,
      name: "Alice",
      text: "hello",
      at: expect.any(Number) as number,
      removed: false,
    });
    expect(Math.abs(Date.now() - message.at)).toBeLessThan(60_000);
    for (const other of [Bob, alicesOther])
      expect(await other.hear("message", (it) => it.id === id)).toEqual(
        message,
      );
    for (const other of [Alice, Carol]) {
      await other.get("rooms", {});
      expect(other.heard("message")).toEqual([]);
    }
  });

  it("says a message once that is sent twice, and answers both times with the same", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const once = { id: newId(), room, text: "once" };
    const first = await Alice.get("send", once);
    expect(await Alice.get("send", once)).toEqual(first);
    const last = { id: newId(), room, text: "last" };
    await Alice.get("send", last);
    await Bob.hear("message", ({ id }) => id === last.id);
    expect(Bob.heard("message").map(({ text }) => text)).toEqual([
      "once",
      "last",
    ]);
    const someoneElses = await Bob.ask("send", { ...once, text: "mine" });
    expect(someoneElses).toEqual({
      ok: false,
      error: "This id belongs to another message. Make a new one.",
    });
  });

  it("gives each room an order of its own, the same for all", async () => {
    const room = newRoom();
    const { Alice, Bob, Carol } = await tabsIn(room, "Alice", "Bob", "Carol");
    await Promise.all(
      [Alice, Bob, Alice, Bob, Alice, Bob].map((who, n) =>
        who.get("send", { id: newId(), room, text: `message ${n}` }),
      ),
    );
    const { messages } = await Alice.get("join", { room });
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    await Carol.hear("message", ({ seq }) => seq === 6);
    expect(Carol.heard("message")).toEqual(messages);
  });

  it("keeps text as it was written, emoji, right to left and markup alike", async () => {
    const room = newRoom();
    const { Alice } = await tabsIn(room, "Alice");
    const texts: [sent: string, kept: string][] = [
      ["<b>bold</b> & 'quoted' \"too\"", "<b>bold</b> & 'quoted' \"too\""],
      ["👩‍👩‍👧‍👦 🇮🇸 é", "👩‍👩‍👧‍👦 🇮🇸 é"],
      ["مرحبا بالعالم", "مرحبا بالعالم"],
      ["  two\r\nlines\n ", "two\nlines"],
      ["null\0 and bell\x07", "null and bell"],
      ["half \ud83d an emoji", "half \ufffd an emoji"],
      ["😀".repeat(2000), "😀".repeat(2000)],
      ["'); DROP TABLE messages; --", "'); DROP TABLE messages; --"],
    ];
    for (const [sent, kept] of texts) {
      const { message } = await Alice.get("send", {
        id: newId(),
        room,
        text: sent,
      });
      expect(message.text).toBe(kept);
    }
    const { messages } = await Alice.get("join", { room });
    expect(messages.map(({ text }) => text)).toEqual(
      texts.map(([, kept]) => kept),
    );
  });

  it("takes three tabs for one person", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const two = [await tab(Bob.auth), await tab(Bob.auth)];
    for (const other of two) await other.get("join", { room });
    const bob = { id: Bob.auth.user, name: "Bob" };
    const alice = { id: Alice.auth.user, name: "Alice" };
    expect((await Alice.get("join", { room })).present).toEqual([alice, bob]);
    for (const other of [Bob, two[0]!]) other.socket.disconnect();
    await two[1]!.get("send", { id: newId(), room, text: "still here" });
    await Alice.hear("message", () => true);
    two[1]!.socket.disconnect();
    await Alice.hear("presence", ({ here }) => !here);
    expect(Alice.heard("presence")).toEqual([
      { room, person: bob, here: true },
      { room, person: bob, here: false },
    ]);
    expect((await Alice.get("join", { room })).present).toEqual([alice]);
  });

  it("keeps a person's tabs in step: rooms, what was read, and the name", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const other = await tab(Bob.auth);
    await other.get("join", { room });
    await Alice.get("send", { id: newId(), room, text: "hello" });

    await Bob.get("read", { room, seq: 1 });
    expect(await other.hear("read", () => true)).toEqual({ room, seq: 1 });

    await other.get("rename", { name: "Robert" });
    const person = { id: Bob.auth.user, name: "Robert" };
    expect(
      await Alice.hear("presence", ({ person: { name } }) => name === "Robert"),
    ).toEqual({ room, person, here: true });
    const named = await Bob.get("send", { id: newId(), room, text: "it is I" });
    expect(named.message.name).toBe("Robert");

    await other.get("leave", { room });
    expect(await Bob.hear("membership", () => true)).toEqual({
      room,
      joined: false,
    });
    await Alice.hear("presence", ({ here }) => !here);
    expect(
      await Bob.ask("send", { id: newId(), room, text: "?" }),
    ).toMatchObject({ error: "You are not in this room. Join it first." });
    await Alice.get("send", { id: newId(), room, text: "who left?" });
    await Bob.get("rooms", {});
    expect(Bob.heard("message").map(({ text }) => text)).not.toContain(
      "who left?",
    );
  });

  it("counts what is unread, by others, since one last read", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const unread = async (who: typeof Alice) =>
      (await who.get("rooms", {})).rooms.find(({ name }) => name === room)
        ?.unread;
    for (const text of ["one", "two", "three"])
      await Alice.get("send", { id: newId(), room, text });
    expect(await unread(Bob)).toBe(3);
    expect(await unread(Alice)).toBe(0);
    await Bob.get("read", { room, seq: 2 });
    expect(await unread(Bob)).toBe(1);
    await Bob.get("read", { room, seq: 1 });
    expect(await unread(Bob)).toBe(1);
    await Bob.get("read", { room, seq: 1000 });
    expect(await unread(Bob)).toBe(0);
    await Alice.get("send", { id: newId(), room, text: "four" });
    expect(await unread(Bob)).toBe(1);
  });

  it("tells everyone of a new room, and forgets one that nobody used", async () => {
    const room = newRoom();
    const bystander = await tab(somebody("Dan"));
    const { Alice } = await tabsIn(room, "Alice");
    expect(await bystander.hear("room", ({ name }) => name === room)).toEqual({
      name: room,
      founder: Alice.auth.user,
    });
    const names = async () =>
      (await bystander.get("rooms", {})).rooms.map(({ name }) => name);
    expect(await names()).toContain(room);
    await Alice.get("leave", { room });
    expect(await names()).not.toContain(room);
  });

  it("lets the room's first user remove a message, and nobody else", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    const id = newId();
    const { message } = await Bob.get("send", { id, room, text: "rude" });
    expect(await Bob.ask("remove", { room, id })).toEqual({
      ok: false,
      error: "Only the first user of a room may remove its messages.",
    });
    expect(await Alice.ask("remove", { room, id: newId() })).toEqual({
      ok: false,
      error: "There is no such message in this room.",
    });
    await Alice.get("remove", { room, id });
    await Alice.get("remove", { room, id });
    expect(await Bob.hear("removed", () => true)).toEqual({
      room,
      id,
      changed: 2,
    });
    const { messages } = await Bob.get("join", { room, after: 1 });
    expect(messages).toEqual([
      { ...message, text: "", changed: 2, removed: true },
    ]);
    expect(Bob.heard("removed")).toHaveLength(1);
  });

  it("tells the others who is writing, and not the one who writes", async () => {
    const room = newRoom();
    const { Alice, Bob } = await tabsIn(room, "Alice", "Bob");
    await Alice.get("typing", { room });
    expect(await Bob.hear("typing", () => true)).toEqual({
      room,
      person: { id: Alice.auth.user, name: "Alice" },
    });
    await Alice.get("rooms", {});
    expect(Alice.heard("typing")).toEqual([]);
  });

  it("gives who comes back what changed meanwhile, or the newest page where that is too much", async () => {
    const room = newRoom();
    const { Alice } = await tabsIn(room, "Alice");
    const say = (text: string) =>
      Alice.get("send", { id: newId(), room, text });
    for (let n = 1; n <= 5; n += 1) await say(`${n}`);
    const some = await Alice.get("join", { room, after: 3 });
    expect(some.fresh).toBe(false);
    expect(some.messages.map(({ text }) => text)).toEqual(["4", "5"]);
    expect((await Alice.get("join", { room, after: 5 })).messages).toEqual([]);
    const all = await Alice.get("join", { room });
    expect(all.fresh).toBe(true);
    expect(all.messages).toHaveLength(5);
  });
});
