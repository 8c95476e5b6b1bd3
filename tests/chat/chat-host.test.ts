import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CHAT_PATH } from "#contract/chat.ts";
import { upgradeRequest } from "../support/server/open-host.ts";
import { folderOf } from "../support/server/folder-of.ts";
import { SERVED_BACKENDS } from "../support/lab/start-backend.ts";
import { openChatHost, type ChatHost } from "./open-chat-host.ts";
import { rawRequest } from "./raw-request.ts";

const open: ChatHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
});
const newFile = (): string => join(folderOf({}), "data", "chat.db");

async function start(...given: Parameters<typeof openChatHost>) {
  const host = await openChatHost(...given);
  open.push(host);
  return host;
}

for (const { id: server, label, isThere } of SERVED_BACKENDS)
  describe.skipIf(!isThere)(`the chat on ${label}`, () => {
    it("tells what the server does for a message, to whoever is in the room", async () => {
      const host = await start(server, newFile());
      const [alice, bob] = [
        await host.member("Alice"),
        await host.member("Bob"),
      ];
      await alice.ask("join", { room: "Tea" });
      await bob.ask("join", { room: "Tea" });
      const bobs = await host.watch(bob.socket.id ?? "");

      const id = "a-message-1";
      const answer = await alice.ask("send", { id, room: "Tea", text: "hi" });
      expect(answer).toMatchObject({ ok: true, message: { seq: 1 } });
      expect(await bobs.told(id)).toEqual({
        event: "send",
        room: "Tea",
        message: id,
        by: { id: alice.user, name: "Alice" },
        steps: [
          { kind: "stored", what: "message", place: 1 },
          { kind: "emitted", event: "message", sockets: 1 },
          { kind: "acknowledged", ok: true },
        ],
      });
    });

    it("tells nothing of rooms that one is not in, nor of what only its sender was told", async () => {
      const host = await start(server, newFile());
      const [alice, bob] = [
        await host.member("Alice"),
        await host.member("Bob"),
      ];
      await alice.ask("join", { room: "Tea" });
      await bob.ask("join", { room: "Tea" });
      await alice.ask("join", { room: "Secret" });
      const bobs = await host.watch(bob.socket.id ?? "");

      await alice.ask("send", {
        id: "secret-message",
        room: "Secret",
        text: "psst",
      });
      await alice.ask("typing", { room: "Secret" });
      await alice.ask("history", { room: "Tea", before: 100 });
      await alice.ask("send", {
        id: "in-no-room-1",
        room: "Coffee",
        text: "?",
      });
      await alice.ask("join", { room: "Tea" });
      await alice.ask("send", { id: "said-to-bob", room: "Tea", text: "hi" });
      await bobs.told("said-to-bob");
      expect(bobs.works.map(({ message }) => message)).toEqual(["said-to-bob"]);
      expect(JSON.stringify(bobs.works)).not.toMatch(/Secret|token|psst/);

      await bob.ask("leave", { room: "Tea" });
      await alice.ask("send", { id: "after-bob-left", room: "Tea", text: "?" });
      await bob.ask("join", { room: "Milk" });
      await bob.ask("send", { id: "bob-elsewhere", room: "Milk", text: "!" });
      await bobs.told("bob-elsewhere");
      expect(
        bobs.works.some(({ message }) => message === "after-bob-left"),
      ).toBe(false);
    });

    it("tells nothing to who names a socket that there is not", async () => {
      const host = await start(server, newFile());
      const alice = await host.member("Alice");
      await alice.ask("join", { room: "Tea" });
      const stranger = await host.watch(alice.user);
      const hers = await host.watch(alice.socket.id ?? "");
      await alice.ask("send", { id: "said-by-alice", room: "Tea", text: "hi" });
      await hers.told("said-by-alice");
      expect(stranger.works).toEqual([]);
    });

    it("says that a second attempt was known, and emits nothing", async () => {
      const host = await start(server, newFile());
      const alice = await host.member("Alice");
      await alice.ask("join", { room: "Tea" });
      const hers = await host.watch(alice.socket.id ?? "");
      const message = { id: "twice-and-once", room: "Tea", text: "hi" };
      await alice.ask("send", message);
      await alice.ask("send", message);
      await alice.ask("send", { id: "the-last-one", room: "Tea", text: "." });
      await hers.told("the-last-one");
      const steps = hers.works
        .filter((work) => work.message === message.id)
        .map((work) => work.steps);
      expect(steps[1]).toEqual([
        { kind: "stored", what: "message", place: 1, known: true },
        { kind: "acknowledged", ok: true },
      ]);
    });

    it("refuses a page of another origin, for polling and WebSocket alike", async () => {
      const host = await start(server, newFile());
      const path = `${host.prefix}${CHAT_PATH}/?EIO=4&transport=`;
      const foreign = { Origin: "http://elsewhere.example" };
      const polling = await fetch(`${host.origin}${path}polling`, {
        headers: foreign,
      });
      expect(polling.status).toBe(403);
      expect(
        await rawRequest(
          host.origin,
          upgradeRequest(`${path}websocket`, foreign),
        ),
      ).toMatch(/^HTTP\/1.1 403 /);
    });

    it("sends its clients away by the transport when it stops, so that they come back", async () => {
      const host = await start(server, newFile());
      const { socket } = await host.member("Alice");
      const gone = new Promise<string>((resolve) =>
        socket.once("disconnect", resolve),
      );
      await host.stop();
      expect(await gone).toMatch(/^transport (close|error)$/);
      expect(socket.active).toBe(true);
      socket.disconnect();
    });
  });

it("has the history again after a stop, on the same server and on the other", async () => {
  const file = newFile();
  const first = await start("node", file);
  const alice = await first.member("Alice");
  await alice.ask("join", { room: "Tea" });
  await alice.ask("send", { id: "kept-over-a-stop", room: "Tea", text: "hi" });
  await first.close();

  for (const { id: server, isThere } of SERVED_BACKENDS) {
    if (!isThere) continue;
    const next = await start(server, file);
    const again = await next.member("Alice");
    const { messages } = await again.ask("join", { room: "Tea" });
    expect(messages).toMatchObject([
      { id: "kept-over-a-stop", seq: 1, text: "hi" },
    ]);
    await next.close();
  }
});

it("takes as many connections as it says, and refuses one more in a sentence", async () => {
  const host = await start("node", newFile(), { limits: { chatClients: 1 } });
  await host.member("Alice");
  const answer = await fetch(
    `${host.origin}${CHAT_PATH}/?EIO=4&transport=polling`,
  );
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    code: "too-many-clients",
    message:
      "The chat already has 1 connections, which is as many as it takes.",
  });
});

it("serves the rest where the chat's file cannot be used", async () => {
  // A folder stands where the file should.
  const host = await start("node", folderOf({}));
  expect((await fetch(`${host.origin}/healthz`)).status).toBe(200);
  const answer = await fetch(
    `${host.origin}${CHAT_PATH}/?EIO=4&transport=polling`,
  );
  expect(await answer.json()).toMatchObject({
    message: "This server has no chat.",
  });
});
