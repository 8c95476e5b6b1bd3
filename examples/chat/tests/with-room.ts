import { afterEach, expect } from "vitest";
import type { Backend, ChatProcess } from "./chat-process.ts";
import { startChat, temporaryFile } from "./chat-process.ts";
import { createNetwork } from "./network.ts";
import type { Client } from "./open-client.ts";
import { hasSent, hears, isConnected, openClient } from "./open-client.ts";

/** The room in which everything happens. */
export const ROOM = "Tea";

/** For the tests of one file: servers, networks and clients that are closed after each test. */
export function withRoom() {
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
    const judge = await client(server, "Judge");
    const { texts, until, getState, close } = judge;
    await until((state) => state.rooms[ROOM]?.heard !== undefined);
    await readBack(judge);
    expect(getState().rooms[ROOM]?.messages[0]?.seq ?? 1).toBe(1);
    const all = texts(ROOM);
    close();
    return all;
  }

  /** Brings all that is before the messages a client has. */
  async function readBack({ texts, older }: Client) {
    for (let before = -1; before !== texts(ROOM).length;) {
      before = texts(ROOM).length;
      await older(ROOM);
    }
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

  return {
    closeLater: (close: () => unknown) => void closing.push(close),
    place,
    start,
    networkTo,
    client,
    stored,
    readBack,
    agree,
  };
}
