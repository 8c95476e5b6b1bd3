import { deepEqual, equal } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { answers, WEBSOCKET, type Endpoint } from "../endpoint.ts";
import type { Suite } from "../suite.ts";
import { connectionCases } from "./connection.ts";

/** The 25 cases of Engine.IO's suite, for its fourth protocol; the server sends messages back. */
export const engineIo: Suite = {
  ...connectionCases,
  "message, HTTP long-polling: sends and receives a payload containing one plain text packet":
    (to) => echo(to, "4hello"),
  "message, HTTP long-polling: sends and receives a payload containing several plain text packets":
    (to) => echo(to, "4test1\x1e4test2\x1e4test3"),
  "message, HTTP long-polling: sends and receives a payload containing plain text and binary packets":
    (to) => echo(to, "4hello\x1ebAQIDBA=="),
  "message, HTTP long-polling: closes the session upon invalid packet format":
    async (to) => {
      const session = await to.session();
      // The public case takes any answer to it, and none.
      await to.post(session, "abc").catch(() => undefined);
      await answers(to.get(session), 400);
    },
  "message, HTTP long-polling: closes the session upon duplicate poll requests":
    async (to) => {
      const session = await to.session();
      const first = to.get(session);
      await delay(5);
      const second = await to.get(`${session}&t=burst`);
      await answers(first, 200, "1");
      // The suite takes 500, too.
      equal([400, 500].includes(second.status), true);
      await answers(to.get(session), 400);
    },
  "message, HTTP long-polling: closes the session upon cancelled polling request":
    async (to) => {
      const session = await to.session();
      await to.abort(session, 5);
      await answers(to.get(session), 400);
    },
  "message, WebSocket: sends and receives a plain text packet": async (to) => {
    const socket = to.websocket(WEBSOCKET);
    await socket.next();
    socket.send("4hello");
    equal(await socket.next(), "4hello");
    socket.close();
  },
  "message, WebSocket: sends and receives a binary packet": async (to) => {
    const socket = to.websocket(WEBSOCKET);
    await socket.next();
    socket.send(Uint8Array.of(1, 2, 3, 4));
    deepEqual(await socket.next(), Uint8Array.of(1, 2, 3, 4).buffer);
    socket.close();
  },
  "message, WebSocket: closes the session upon invalid packet format": async (
    to,
  ) => {
    const socket = to.websocket(WEBSOCKET);
    await socket.next();
    socket.send("abc");
    await socket.closed;
  },
  "upgrade: upgrades from HTTP long-polling to WebSocket": async (to) => {
    const { session, socket } = await probe(to);
    await answers(to.get(session), 200, "6");
    socket.send("5");
    await echoAt(socket);
  },
  "upgrade: ignores HTTP requests with same sid after upgrade": async (to) => {
    const { session, socket } = await probe(to);
    socket.send("5");
    await answers(to.get(session), 400);
    await echoAt(socket);
  },
  "upgrade: ignores WebSocket connection with same sid after upgrade": async (
    to,
  ) => {
    const { session, socket } = await probe(to);
    socket.send("5");
    await to.websocket(session.replace("polling", "websocket")).closed;
    await echoAt(socket);
  },
};

async function echo(to: Endpoint, payload: string): Promise<void> {
  const session = await to.session();
  await answers(to.post(session, payload), 200, "ok");
  await answers(to.get(session), 200, payload);
}

async function echoAt(
  socket: ReturnType<Endpoint["websocket"]>,
): Promise<void> {
  socket.send("4hello");
  equal(await socket.next(), "4hello");
  socket.close();
}

/** A session by long polling, and a WebSocket of it that the server has answered on. */
async function probe(to: Endpoint) {
  const session = await to.session();
  const socket = to.websocket(session.replace("polling", "websocket"));
  await socket.open;
  socket.send("2probe");
  equal(await socket.next(), "3probe");
  return { session, socket };
}
