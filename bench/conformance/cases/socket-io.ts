import { deepEqual, equal, match } from "node:assert/strict";
import { answers, WEBSOCKET, type Endpoint, type Frames } from "../endpoint.ts";
import type { Case, Suite } from "../suite.ts";
import { connectionCases } from "./connection.ts";

const PLACES = '{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}';
const BYTES = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6)];

/** The 32 cases of Socket.IO's suite, for its fifth protocol. */
export const socketIo: Suite = {
  ...connectionCases,
  "upgrade: upgrades from HTTP long-polling to WebSocket": async (to) => {
    const { socket } = await openUpgrade(to);
    socket.send("2probe");
    equal(await socket.next(), "3probe");
    socket.send("5");
    socket.close();
  },
  "upgrade: ignores HTTP requests with same sid after upgrade": async (to) => {
    const { session, socket } = await openUpgrade(to);
    socket.send("2probe");
    socket.send("5");
    await answers(to.get(session), 400);
  },
  "upgrade: ignores WebSocket connection with same sid after upgrade": async (
    to,
  ) => {
    const { session, socket } = await openUpgrade(to);
    socket.send("2probe");
    socket.send("5");
    await to.websocket(session.replace("polling", "websocket")).closed;
  },
  "connect: allows connection to the main namespace": connects(
    "40",
    /^40\{"sid":"[^"]+"\}$/,
    '42["auth",{}]',
  ),
  "connect: allows connection to the main namespace with a payload": connects(
    '40{"token":"123"}',
    /^40\{"sid":"[^"]+"\}$/,
    '42["auth",{"token":"123"}]',
  ),
  "connect: allows connection to a custom namespace": connects(
    "40/custom,",
    /^40\/custom,\{"sid":"[^"]+"\}$/,
    '42/custom,["auth",{}]',
  ),
  "connect: allows connection to a custom namespace with a payload": connects(
    '40/custom,{"token":"abc"}',
    /^40\/custom,\{"sid":"[^"]+"\}$/,
    '42/custom,["auth",{"token":"abc"}]',
  ),
  "connect: disallows connection to an unknown namespace": async (to) => {
    const socket = await open(to);
    socket.send("40/random");
    equal(await socket.next(), '44/random,{"message":"Invalid namespace"}');
  },
  "connect: disallows connection with an invalid handshake": async (to) => {
    const socket = await open(to);
    socket.send("4abc");
    await socket.closed;
  },
  "connect: closes the connection if no handshake is received": (to) =>
    to.websocket(WEBSOCKET).closed,
  "disconnect: disconnects from the main namespace": async (to) => {
    const socket = await connect(to);
    socket.send("41");
    equal(await socket.next(), "2");
  },
  "disconnect: connects then disconnects from a custom namespace": async (
    to,
  ) => {
    const socket = await connect(to);
    equal(await socket.next(), "2");
    socket.send("40/custom");
    await socket.next();
    await socket.next();
    socket.send("41/custom");
    socket.send('42["message","message to main namespace"]');
    equal(
      await socket.next(),
      '42["message-back","message to main namespace"]',
    );
  },
  "message: sends a plain-text packet": async (to) => {
    const socket = await connect(to);
    socket.send('42["message",1,"2",{"3":[true]}]');
    equal(await socket.next(), '42["message-back",1,"2",{"3":[true]}]');
  },
  "message: sends a packet with binary attachments": async (to) => {
    const socket = await connect(to);
    sendBinary(socket, `452-["message",${PLACES}]`);
    await comesBinary(socket, `452-["message-back",${PLACES}]`);
  },
  "message: sends a plain-text packet with an ack": async (to) => {
    const socket = await connect(to);
    socket.send('42456["message-with-ack",1,"2",{"3":[false]}]');
    equal(await socket.next(), '43456[1,"2",{"3":[false]}]');
  },
  "message: sends a packet with binary attachments and an ack": async (to) => {
    const socket = await connect(to);
    sendBinary(socket, `452-789["message-with-ack",${PLACES}]`);
    await comesBinary(socket, `462-789[${PLACES}]`);
  },
  "message: closes the connection upon invalid format (unknown packet type)":
    closesUpon("4abc"),
  "message: closes the connection upon invalid format (invalid payload format)":
    closesUpon("42{}"),
  "message: closes the connection upon invalid format (invalid ack id)":
    closesUpon('42abc["message-with-ack",1,"2",{"3":[false]}]'),
};

async function openUpgrade(to: Endpoint) {
  const session = await to.session();
  const socket = to.websocket(session.replace("polling", "websocket"));
  await socket.open;
  return { session, socket };
}

/** A WebSocket after Engine.IO's handshake. */
async function open(to: Endpoint): Promise<Frames> {
  const socket = to.websocket(WEBSOCKET);
  await socket.next();
  return socket;
}

/** One that is connected to the main namespace, and has been told of its auth. */
async function connect(to: Endpoint): Promise<Frames> {
  const socket = await open(to);
  socket.send("40");
  await socket.next();
  await socket.next();
  return socket;
}

function connects(packet: string, answer: RegExp, auth: string): Case {
  return async (to) => {
    const socket = await open(to);
    socket.send(packet);
    match(String(await socket.next()), answer);
    equal(await socket.next(), auth);
  };
}

function closesUpon(packet: string): Case {
  return async (to) => {
    const socket = await connect(to);
    socket.send(packet);
    await socket.closed;
  };
}

function sendBinary(socket: Frames, head: string): void {
  socket.send(head);
  for (const bytes of BYTES) socket.send(bytes);
}

async function comesBinary(socket: Frames, head: string): Promise<void> {
  const come: unknown[] = [];
  while (come.length < 1 + BYTES.length) {
    const data = await socket.next();
    if (data !== "2") come.push(data);
  }
  deepEqual(come, [head, ...BYTES.map(({ buffer }) => buffer)]);
}
