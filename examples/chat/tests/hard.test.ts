import { randomInt } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import limits from "../contract/limits.json" with { type: "json" };
import { openDatabase } from "../server/open-database.ts";
import { createSqliteStore } from "../server/sqlite-store.ts";
import type { Backend, ChatProcess } from "./chat-process.ts";
import { BACKENDS, startChat, temporaryFile } from "./chat-process.ts";
import type { Network } from "./network.ts";
import { createNetwork } from "./network.ts";
import type { Client } from "./open-client.ts";
import {
  hasSent,
  hears,
  isConnected,
  isCut,
  openClient,
} from "./open-client.ts";
import { newId, openTab, somebody } from "./open-tab.ts";

/** How often a server is killed; a long run asks for more. */
const ROUNDS = Number(process.env["CHAT_KILL_ROUNDS"] ?? 4);

const ROOM = "Tea";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function place() {
  const { file, remove } = temporaryFile();
  closing.push(remove);
  return file;
}

async function start(backend: Backend, file: string, options = {}) {
  const server = await startChat(backend, file, options);
  closing.push(() => server.stop());
  return server;
}

async function networkTo(server: ChatProcess) {
  const network = await createNetwork(server.port);
  closing.push(() => network.close());
  return network;
}

async function client({ url }: { url: string }, name: string) {
  const opened = openClient(url, name);
  closing.push(() => opened.close());
  await opened.until(isConnected);
  expect(await opened.join(ROOM)).toBeUndefined();
  return opened;
}

/** A client that joins later sees what the server stored: the truth that all must agree with. */
async function stored(server: ChatProcess) {
  const { texts, until, older, getState, close } = await client(
    server,
    "Judge",
  );
  await until((state) => state.rooms[ROOM]?.heard !== undefined);
  for (let before = -1; before !== texts(ROOM).length;) {
    before = texts(ROOM).length;
    await older(ROOM);
  }
  expect(getState().rooms[ROOM]?.messages[0]?.seq ?? 1).toBe(1);
  const all = texts(ROOM);
  close();
  return all;
}

/** Nothing lost, nothing doubled, and each client sees what is stored, in the same order. */
async function agree(server: ChatProcess, clients: Client[], said: string[]) {
  for (const one of clients) await one.until(hasSent);
  const all = await stored(server);
  expect([...all].sort()).toEqual([...said].sort());
  const last = all.at(-1) ?? "";
  for (const one of clients) {
    await one.until(hears(ROOM, last));
    await one.until(() => one.texts(ROOM).length === all.length);
    expect(one.texts(ROOM)).toEqual(all);
  }
  return all;
}

describe.each(BACKENDS)(
  "the chat on $name, when things go wrong",
  (backend) => {
    async function withNetwork(): Promise<[ChatProcess, Network]> {
      const server = await start(backend, place());
      return [server, await networkTo(server)];
    }

    it("says a message once whose acknowledgement was lost with the connection", async () => {
      const [server, network] = await withNetwork();
      const alice = await client(network, "Alice");
      const bob = await client(server, "Bob");
      network.loseAnswers();
      alice.send(ROOM, "stored, but not acknowledged");
      await bob.until(hears(ROOM, "stored, but not acknowledged"));
      alice.send(ROOM, "written while nothing answers");
      expect(alice.getState().pending).toHaveLength(2);
      network.cut();
      await alice.until(isCut);
      alice.send(ROOM, "written while offline");
      bob.send(ROOM, "meanwhile");
      await bob.until(hasSent);
      network.restore();
      const all = await agree(
        server,
        [alice, bob],
        [
          "stored, but not acknowledged",
          "written while nothing answers",
          "written while offline",
          "meanwhile",
        ],
      );
      const hers = all.filter((text) => text !== "meanwhile");
      expect(hers).toEqual([
        "stored, but not acknowledged",
        "written while nothing answers",
        "written while offline",
      ]);
    });

    it("says a message after the cut that never reached the server before it", async () => {
      const [server, network] = await withNetwork();
      const alice = await client(network, "Alice");
      const bob = await client(server, "Bob");
      network.loseRequests();
      alice.send(ROOM, "swallowed by the network");
      bob.send(ROOM, "first");
      // It came down to her, so her message was on its way up for as long.
      await alice.until(hears(ROOM, "first"));
      network.cut();
      await alice.until(isCut);
      network.restore();
      const said = ["first", "swallowed by the network"];
      expect(await agree(server, [alice, bob], said)).toEqual(said);
    });

    it("sends what was written before the page was closed, once", async () => {
      const [server, network] = await withNetwork();
      const alice = await client(network, "Alice");
      const bob = await client(server, "Bob");
      network.loseAnswers();
      alice.send(ROOM, "stored already");
      await bob.until(hears(ROOM, "stored already"));
      network.cut();
      await alice.until(isCut);
      alice.send(ROOM, "only in the browser");
      alice.close();
      const again = openClient(server.url, "Alice", alice.storage);
      closing.push(() => again.close());
      expect(again.getState().pending.map(({ text }) => text)).toEqual([
        "stored already",
        "only in the browser",
      ]);
      const said = ["stored already", "only in the browser"];
      expect(await agree(server, [again, bob], said)).toEqual(said);
      expect(alice.storage.pending()).toEqual([]);
    });

    it("gives what was missed, removals too, to who was away for long or short", async () => {
      const [server, network] = await withNetwork();
      const bob = await client(server, "Bob");
      const alice = await client(network, "Alice");
      bob.send(ROOM, "before");
      await alice.until(hears(ROOM, "before"));
      network.cut();
      await alice.until(isCut);
      const id = bob.getState().rooms[ROOM]?.messages[0]?.id ?? "";
      bob.send(ROOM, "during");
      expect(await bob.remove(ROOM, id)).toBeUndefined();
      await bob.until(hasSent);
      network.restore();
      await alice.until(hears(ROOM, "during"));
      await alice.until(hears(ROOM, ""));
      expect(alice.texts(ROOM)).toEqual(["", "during"]);
      expect(alice.getState().rooms[ROOM]).toMatchObject({
        heard: 3,
        gap: false,
      });
    });

    it(
      `loses and doubles nothing over ${ROUNDS} kills of the server under traffic`,
      async () => {
        const file = place();
        let server = await start(backend, file);
        // The network keeps one address for them all, whichever process is behind it.
        const { port } = server;
        const clients = [
          await client(server, "Alice"),
          await client(server, "Bob"),
          await client(server, "Carol"),
        ];
        const said: string[] = [];
        const say = (who: number, text: string) => {
          said.push(text);
          clients[who]?.send(ROOM, text);
        };
        for (let round = 1; round <= ROUNDS; round += 1) {
          await server.kill();
          // Every other round dies between the write and its acknowledgement, the others anywhere.
          const isFragile = round % 2 === 0;
          const dieAt = isFragile ? { dieAt: randomInt(1, 5) } : {};
          server = await start(backend, file, { port, ...dieAt });
          for (let n = 1; n <= 6; n += 1)
            say(n % 3, `round ${round}, message ${n}`);
          if (isFragile) await server.ended;
          else
            await clients[0]?.until(
              hears(ROOM, `round ${round}, message ${randomInt(1, 7)}`),
            );
        }
        await server.kill();
        server = await start(backend, file, { port });
        for (const one of clients) await one.until(hasSent);
        // Those who were there the whole time may hold less than all: older is a page away.
        for (const one of clients)
          for (let before = -1; before !== one.texts(ROOM).length;) {
            before = one.texts(ROOM).length;
            await one.older(ROOM);
          }
        await agree(server, clients, said);
      },
      60_000 + ROUNDS * 5000,
    );

    it("lets others chat while one floods", async () => {
      const server = await start(backend, place());
      const alice = await client(server, "Alice");
      const bob = await client(server, "Bob");
      const flooder = openTab(server.url, somebody("Flooder"));
      closing.push(() => flooder.socket.disconnect());
      await flooder.connected();
      await flooder.get("join", { room: ROOM });
      const thrownOut = new Promise((resolve) =>
        flooder.socket.once("disconnect", resolve),
      );
      for (let n = 0; n < 5000; n += 1)
        flooder.socket.emit(
          "send",
          { id: newId(), room: ROOM, text: `flood ${n}` },
          () => undefined,
        );
      alice.send(ROOM, "can you hear me?");
      await bob.until(hears(ROOM, "can you hear me?"));
      bob.send(ROOM, "I can");
      await alice.until(hears(ROOM, "I can"));
      expect(await thrownOut).toBe("io server disconnect");
      const all = await stored(server);
      const flood = all.filter((text) => text.startsWith("flood"));
      expect(flood.length).toBeLessThan(
        limits.messageBurst + limits.messagesPerSecond * 20,
      );
      expect(alice.texts(ROOM)).toEqual(all.slice(-alice.texts(ROOM).length));
      expect(alice.texts(ROOM)).toEqual(bob.texts(ROOM));
    });

    it("pages through 10,000 messages", async () => {
      const file = place();
      const store = createSqliteStore(openDatabase(file));
      const author = somebody("Author");
      store.admit({ id: author.user, name: author.name }, "hash");
      store.join(ROOM, author.user);
      for (let n = 1; n <= 10_000; n += 1)
        store.add({
          id: newId(),
          room: ROOM,
          user: author.user,
          name: author.name,
          text: `${n}`,
          at: n,
        });
      store.close();
      const server = await start(backend, file);
      expect(await stored(server)).toEqual(
        Array.from({ length: 10_000 }, (_, n) => `${n + 1}`),
      );
    });

    it("brings each message to 50 clients in a room, once and in one order", async () => {
      const server = await start(backend, place());
      const clients: Client[] = [];
      for (let n = 1; n <= 50; n += 1)
        clients.push(await client(server, `Client ${n}`));
      const said = clients.map((one, n) => {
        one.send(ROOM, `from ${n + 1}`);
        return `from ${n + 1}`;
      });
      await agree(server, clients, said);
      await clients[0]?.until(
        ({ rooms }) => rooms[ROOM]?.present.length === clients.length,
      );
    });
  },
);

describe.skipIf(BACKENDS.length < 2)("servers on one file", () => {
  it("take turns, and history, places and people stay", async () => {
    const file = place();
    let server: ChatProcess | undefined;
    const said: string[] = [];
    let port = 0;
    let alice: Client | undefined;
    for (const turn of [0, 1, 0, 1]) {
      const backend = BACKENDS[turn];
      if (!backend) throw new Error("There is no such server.");
      await server?.stop();
      server = await start(backend, file, { port });
      port = server.port;
      alice ??= await client(server, "Alice");
      for (const text of ["one", "two"]) {
        said.push(`${text} on ${backend.name}, ${said.length}`);
        alice.send(ROOM, said.at(-1) ?? "");
      }
      await alice.until(hasSent);
      expect(await agree(server, [alice], said)).toEqual(said);
    }
    await alice?.until(
      ({ rooms }) => rooms[ROOM]?.founder === alice?.getState().me.id,
    );
  });

  it("write into it at the same time, and no place is given twice", async () => {
    const file = place();
    const servers = [
      await start(BACKENDS[0]!, file),
      await start(BACKENDS[1]!, file),
    ];
    const clients = [
      await client(servers[0]!, "Alice"),
      await client(servers[1]!, "Bob"),
    ];
    const said = Array.from({ length: 40 }, (_, n) => {
      clients[n % 2]?.send(ROOM, `message ${n}`);
      return `message ${n}`;
    });
    for (const one of clients) await one.until(hasSent);
    const all = await stored(servers[0]!);
    expect([...all].sort()).toEqual([...said].sort());
    expect(await stored(servers[1]!)).toEqual(all);
  });
});
