import { expect } from "vitest";
import { CHAT_PATH } from "#contract/chat.ts";
import { labPath, STREAM_PATH } from "#contract/stream.ts";
import type { Why } from "#server/node/refusal.ts";
import { LAB, upgradeRequest } from "../../support/server/open-host.ts";
import {
  answerOn,
  ask,
  connectTo,
  get,
  openSession,
  openSocket,
  openStream,
  POLL,
  poll,
  read,
  send,
  type Told,
} from "./ask.ts";
import type { StartedHost } from "./two-hosts.ts";

/** Cannot be had from outside, or not of both hosts. */
export type Elsewhere =
  // Flask alone: Node runs each lesson.
  | "lessonNotOnFlask"
  // Flask alone: Node says nothing of why it closes.
  | "noPacket"
  // Node alone: a program that ends itself or closes its server; WebTransport; the Flask host.
  | "programEnded"
  | "serverClosed"
  | "noTransport"
  | "noLabHere"
  | "unreadable"
  | "noFlask"
  | "flaskOff"
  | "flaskSilent"
  // Said to whoever was already on the way in as the lab closed.
  | "labClosing";

type Provocation = (host: StartedHost) => Promise<Told>;

/** Lessons that both hosts serve. */
export const LESSONS = {
  "lesson/server.js": `import { Server } from "socket.io";
const io = new Server(3000);`,
  "lesson/app.py": `from flask import Flask
from flask_socketio import SocketIO
app = Flask(__name__)
socketio = SocketIO(app)`,
  "talk/server.js": `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("say", (text, done) => {
    socket.broadcast.emit("said", text);
    done();
  });
});`,
  "talk/app.py": `from flask import Flask
from flask_socketio import SocketIO, emit
app = Flask(__name__)
socketio = SocketIO(app)
@socketio.on("say")
def say(text):
    emit("said", text, broadcast=True, include_self=False)
    return True`,
  "broken/server.js": `throw new Error("on purpose");`,
  "broken/app.py": `raise type("Error", (Exception,), {})("on purpose")`,
};

/** Room for two of the messages that are not read. */
const UNREAD = 200_000;

/** The limits under which each is provoked; those of one name share their hosts. */
export const SETTINGS = {
  small: {
    limits: {
      clientsPerLab: 1,
      streamsPerLab: 1,
      restartBurst: 1,
      restartsPerSecond: 0.001,
      messageBurst: 5,
      messagesPerSecond: 1.5,
    },
  },
  full: { limits: { maxLabs: 1, chatClients: 1 }, withChat: true },
  crowded: {
    limits: {
      labsPerAddress: 1,
      handshakeBurst: 4,
      handshakesPerSecond: 0.001,
    },
  },
  shared: { limits: { chatClientsPerAddress: 1 }, withChat: true },
  unread: { limits: { unsentBytesPerConnection: UNREAD } },
  unreadLab: { limits: { unsentBytesPerLab: UNREAD } },
  unreadHost: { limits: { unsentBytesPerHost: UNREAD } },
  // Time enough for half a request to become whole.
  stopping: { limits: { stopGraceMs: 10_000 } },
} as const;

/** How each is provoked, in this order. */
export const PROVOCATIONS: Record<
  Exclude<Why, Elsewhere>,
  readonly [keyof typeof SETTINGS, Provocation]
> = {
  nothingHere: ["small", (host) => ask(host, "/labs/nothing/here")],
  noSuchLesson: ["small", (host) => poll(host, LAB, "..%2f..")],
  lessonMissing: ["small", (host) => poll(host, LAB, "nowhere")],
  badLabId: ["small", (host) => poll(host, "short")],
  noSession: [
    "small",
    (host) => ask(host, `${labPath("lesson", LAB)}${POLL}&sid=nobody`),
  ],
  badMethod: [
    "small",
    async (host) => {
      const lab = labPath("lesson", "a-lab-that-is-not-deleted");
      const sid = await openSession(host, lab);
      const session = get(`${lab}${POLL}&sid=${sid}`);
      return send(host, session.replace("GET", "DELETE"));
    },
  ],
  badUpgrade: [
    "small",
    (host) => send(host, upgradeRequest(labPath("lesson", LAB) + POLL)),
  ],
  foreignOrigin: [
    "small",
    (host) => ask(host, labPath("lesson", LAB) + POLL, "http://evil.example"),
  ],
  unknownName: [
    "small",
    async (host) => {
      // Of one origin with the page, for the browser.
      const name = "rebound.example:8000";
      const asked = { Host: name, Origin: `http://${name}` };
      const upgrade = (path: string): Promise<Told> =>
        send(host, upgradeRequest(`${path}/?EIO=4&transport=websocket`, asked));
      const told = await upgrade(STREAM_PATH);
      for (const path of [labPath("lesson", LAB), CHAT_PATH])
        expect(await upgrade(path)).toEqual(told);
      return told;
    },
  ],
  noChat: ["small", (host) => ask(host, CHAT_PATH + POLL)],
  programFailed: ["small", (host) => poll(host, LAB, "broken")],
  badStream: [
    "small",
    async (host) => {
      await using stream = openStream(host, { lesson: "lesson", lab: "short" });
      return await stream.refused;
    },
  ],
  tooManyClients: [
    "small",
    async (host) => {
      await poll(host, "a-lab-with-one-client-too-many");
      return poll(host, "a-lab-with-one-client-too-many");
    },
  ],
  tooManyStreams: [
    "small",
    async (host) => {
      const auth = { lesson: "lesson", lab: "a-lab-with-one-stream-too-many" };
      await using first = openStream(host, auth);
      await first.open;
      await using second = openStream(host, auth);
      return await second.refused;
    },
  ],
  tooManyRestarts: [
    "small",
    async (host) => {
      const auth = { lesson: "lesson", lab: "a-lab-that-is-restarted-often" };
      await using stream = openStream(host, auth);
      await stream.open;
      await stream.socket.emitWithAck("restart");
      return (await stream.socket.emitWithAck("restart")) as Told;
    },
  ],
  tooManyMessages: [
    "small",
    async (host) => {
      const auth = { lesson: "lesson", lab: "a-lab-with-a-flood-of-messages" };
      await using stream = openStream(host, auth);
      await stream.open;
      const refused = new Promise<Told>((done) =>
        stream.socket.once("refused", done),
      );
      const path = labPath(auth.lesson, auth.lab);
      await using mallory = openSocket(host, path, {});
      await mallory.open;
      for (let i = 0; i < 20; i++) mallory.socket.emit("spam");
      return await refused;
    },
  ],
  tooManyLabs: [
    "full",
    async (host) => {
      await poll(host, LAB);
      return poll(host, "another-lab-of-a-test-0123");
    },
  ],
  tooManyChatClients: [
    "full",
    async (host) => {
      await ask(host, CHAT_PATH + POLL);
      return ask(host, CHAT_PATH + POLL);
    },
  ],
  tooManyChatClientsOfNetwork: [
    "shared",
    async (host) => {
      await ask(host, CHAT_PATH + POLL);
      return ask(host, CHAT_PATH + POLL);
    },
  ],
  tooManyLabsOfNetwork: [
    "crowded",
    async (host) => {
      await poll(host, LAB);
      return poll(host, "another-lab-of-a-test-0123");
    },
  ],
  tooManyHandshakes: [
    "crowded",
    async (host) => {
      for (let i = 0; i < 4; i++) {
        const told = await poll(host, "short-of-nothing-else-0123");
        if (told.code === "too-many-requests") return told;
      }
      return poll(host, "short-of-nothing-else-0123");
    },
  ],
  tooMuchUnsent: ["unread", neglect],
  tooMuchUnsentOfLab: ["unreadLab", neglect],
  tooMuchUnsentOfHost: ["unreadHost", neglect],
  serverStopping: ["stopping", askAsItStops],
};

/** Opens a session that is never polled, and talks until it is cut off. */
async function neglect(host: StartedHost): Promise<Told> {
  const auth = { lesson: "talk", lab: LAB };
  await using stream = openStream(host, auth);
  await stream.open;
  let told: Told | undefined;
  stream.socket.once("refused", (refused: Told) => (told = refused));
  const path = labPath(auth.lesson, auth.lab);
  const session = `${path}${POLL}&sid=${await openSession(host, path)}`;
  await fetch(host.origin + session, { method: "POST", body: "40" });
  await using alice = openSocket(host, path, {});
  await alice.open;
  for (let sent = 0; !told; sent += 1) {
    if (sent > 100) throw new Error("Nobody was cut off.");
    await alice.socket.emitWithAck("say", "x".repeat(90_000));
  }
  return told;
}

/** Asks with one half of a request before the host begins to stop, and the other after. */
async function askAsItStops(host: StartedHost): Promise<Told> {
  await using stream = openStream(host, { lesson: "lesson", lab: LAB });
  await stream.open;
  const closing = new Promise((done) => stream.socket.once("closing", done));
  const request = get(`${labPath("lesson", LAB)}${POLL}&sid=nobody`);
  const half = request.length - 2;
  const connection = await connectTo(host);
  const answer = answerOn(connection);
  connection.write(request.slice(0, half));
  // What came later is answered: so the half has been read.
  await send(host, get("/healthz"));
  const stopped = host.stop();
  await closing;
  connection.write(request.slice(half));
  const told = read(await answer);
  await stopped;
  return told;
}
