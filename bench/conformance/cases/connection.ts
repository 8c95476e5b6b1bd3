import { deepEqual, equal, match } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import {
  answers,
  MAX_PAYLOAD,
  PING_INTERVAL,
  PING_TIMEOUT,
  POLLING,
  WEBSOCKET,
} from "../endpoint.ts";
import type { Suite } from "../suite.ts";

/** What both public suites ask of Engine.IO: handshakes, heartbeats and closes. */
export const connectionCases = {
  "handshake, HTTP long-polling: opens a session": async (to) => {
    const answer = await to.get(POLLING);
    equal(answer.status, 200);
    checkHandshake(await answer.text(), ["websocket"]);
  },
  "handshake, HTTP long-polling: fails with an invalid 'EIO' query parameter":
    async (to) => {
      await answers(to.get("transport=polling"), 400);
      await answers(to.get("EIO=abc&transport=polling"), 400);
    },
  "handshake, HTTP long-polling: fails with an invalid 'transport' query parameter":
    async (to) => {
      await answers(to.get("EIO=4"), 400);
      await answers(to.get("EIO=4&transport=abc"), 400);
    },
  "handshake, HTTP long-polling: fails with an invalid request method": async (
    to,
  ) => {
    await answers(to.post(POLLING), 400);
    await answers(to.post(POLLING, undefined, "PUT"), 400);
  },
  "handshake, WebSocket: opens a session": async (to) => {
    const socket = to.websocket(WEBSOCKET);
    checkHandshake(await socket.next(), []);
    socket.close();
  },
  "handshake, WebSocket: fails with an invalid 'EIO' query parameter": async (
    to,
  ) => {
    await to.websocket("transport=websocket").closed;
    await to.websocket("EIO=abc&transport=websocket").closed;
  },
  "handshake, WebSocket: fails with an invalid 'transport' query parameter":
    async (to) => {
      await to.websocket("EIO=4").closed;
      await to.websocket("EIO=4&transport=abc").closed;
    },
  "heartbeat, HTTP long-polling: sends ping/pong packets": async (to) => {
    const session = await to.session();
    for (let round = 0; round < 3; round++) {
      await answers(to.get(session), 200, "2");
      await answers(to.post(session, "3"), 200);
    }
  },
  "heartbeat, HTTP long-polling: closes the session upon ping timeout": async (
    to,
  ) => {
    const session = await to.session();
    await delay(PING_INTERVAL + PING_TIMEOUT);
    await answers(to.get(session), 400);
  },
  "heartbeat, WebSocket: sends ping/pong packets": async (to) => {
    const socket = to.websocket(WEBSOCKET);
    await socket.next();
    for (let round = 0; round < 3; round++) {
      equal(await socket.next(), "2");
      socket.send("3");
    }
    socket.close();
  },
  "heartbeat, WebSocket: closes the session upon ping timeout": (to) =>
    to.websocket(WEBSOCKET).closed,
  "close, HTTP long-polling: forcefully closes the session": async (to) => {
    const session = await to.session();
    await Promise.all([
      answers(to.get(session), 200, "6"),
      to.post(session, "1"),
    ]);
    await answers(to.get(session), 400);
  },
  "close, WebSocket: forcefully closes the session": async (to) => {
    const socket = to.websocket(WEBSOCKET);
    await socket.next();
    socket.send("1");
    await socket.closed;
  },
} satisfies Suite;

/** What a handshake must say. */
function checkHandshake(packet: unknown, upgrades: string[]): void {
  match(String(packet), /^0/);
  const { sid, ...said } = JSON.parse(String(packet).slice(1)) as {
    sid: unknown;
  };
  equal(typeof sid, "string");
  deepEqual(said, {
    upgrades,
    pingInterval: PING_INTERVAL,
    pingTimeout: PING_TIMEOUT,
    maxPayload: MAX_PAYLOAD,
  });
}
