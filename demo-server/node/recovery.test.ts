import { afterEach, describe, expect, it } from "vitest";
import {
  LAB,
  openHost,
  type OpenHost,
} from "#tests/support/server/open-host.ts";

const CHAT = `import { Server } from "socket.io";
const io = new Server(3000, { connectionStateRecovery: {} });
io.on("connection", (socket) => {
  socket.on("chat", (text, done) => {
    io.emit("chat", text);
    done();
  });
});`;

let at: OpenHost;
afterEach(() => at.close());

describe("connection state recovery", () => {
  it("keeps what was missed, and no more than could be sent at once", async () => {
    at = await openHost({ chat: CHAT });
    const alice = await at.client("chat");
    const bob = await at.client("chat", LAB, { reconnection: false });
    const { socket } = bob;
    const heard: string[] = [];
    socket.on("chat", (text: string) => heard.push(text.slice(0, 4)));

    /** What is said while a client is cut off; whether it is recovered then. */
    async function miss(texts: string[]): Promise<boolean> {
      const gone = new Promise((done) => socket.once("disconnect", done));
      const back = new Promise((done) => socket.once("connect", () => done(0)));
      socket.io.engine.close();
      await gone;
      for (const text of texts) await alice.ask("chat", text);
      socket.connect();
      await back;
      return socket.recovered;
    }

    const first = bob.next("chat");
    await alice.ask("chat", "one");
    await first;
    expect(await miss(["two"])).toBe(true);
    await expect.poll(() => heard).toEqual(["one", "two"]);
    const large = Array.from({ length: 40 }, (_, n) => `${n}`.padEnd(90_000));
    expect(await miss(large)).toBe(false);
    expect(heard).toEqual(["one", "two"]);
  });
});
