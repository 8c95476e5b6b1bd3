import {
  connected,
  connectFromOtherOrigin,
  OTHER_ORIGIN,
  roomsOfWhoLeaves,
  slowAndQuick,
  welcome,
} from "./observed-twice.ts";
import type { Client, Observations, World } from "./world.ts";

const HANDSHAKE = "/socket.io/?EIO=4&transport=polling";

/** The last line of a Python traceback, or the first of a Node error. */
const ERROR = /^\w*Error: .*(?=\r?\n)/m;

/** Says so once the server's process has ended and a client has been cut off by it. */
async function ended(client: Client, world: World): Promise<string> {
  const isCutOff = client.next("disconnect");
  await Promise.all([world.ended, isCutOff]);
  return "The server's process ends, and Alice is cut off.";
}

/** Which of two servers it is that answers: by `news`, or by what it writes into its log. */
const answered = async (
  world: World,
  event: string,
  values: unknown[],
  say: (news: unknown[]) => string,
  who = "handler",
): Promise<string> => {
  const alice = await connected(world);
  const news = alice.next("news").then(say);
  const failed = world
    .logged(ERROR)
    .then((error) => `The ${who} fails: ${error}`);
  alice.socket.emit(event, ...values);
  return Promise.race([news, failed]);
};

/** What comes of each thing that the two servers do not do alike. */
export const OBSERVED_DIFFERENCES: Observations = {
  welcome,
  slow: slowAndQuick,
  rooms: roomsOfWhoLeaves("was in"),
  "defaults-websocket": connectFromOtherOrigin,

  "two-values": (world) =>
    answered(
      world,
      "two-values",
      [],
      (news) => `Two values arrive: ${news.join(" and ")}.`,
    ),

  "missing-value": (world) =>
    answered(
      world,
      "missing-value",
      [1],
      (news) =>
        `The handler runs, and Alice gets ${news.map(String).join(" and ")}.`,
    ),

  "not-json": (world) =>
    answered(
      world,
      "not-json",
      [],
      ([value]) => `Alice gets ${JSON.stringify(value)}.`,
    ),

  later: (world) =>
    answered(world, "later", [], () => "Alice hears it.", "task"),

  async throws(world) {
    const alice = await connected(world);
    let isAcknowledged = false;
    const goesOn = async (): Promise<string> => {
      const error = await world.logged(ERROR);
      // An acknowledgement of the event would have come before this one.
      await alice.settle().catch(() => new Promise(() => undefined));
      return `The server logs ${error} Alice stays connected, and ${isAcknowledged ? "an" : "no"} acknowledgement comes.`;
    };
    const answer = Promise.race([ended(alice, world), goesOn()]);
    alice.socket.emit("throws", () => (isAcknowledged = true));
    return answer;
  },

  async "fails-on-connect"(world) {
    const alice = world.open({ reconnection: false });
    let came = "Neither connect nor connect_error comes.";
    alice.socket.on("connect", () => (came = "Alice is connected."));
    alice.socket.on("connect_error", () => (came = "connect_error comes."));
    const goesOn = async (): Promise<string> => {
      await world.logged(ERROR);
      const other = alice.socket.io.socket("/nowhere");
      const refused = new Promise((resolve) =>
        other.once("connect_error", resolve),
      );
      other.connect();
      // Its refusal comes after whatever Alice would be told.
      await refused;
      await fetch(world.url).catch(() => new Promise(() => undefined));
      return came;
    };
    return Promise.race([
      world.ended.then(() => "The server's process ends."),
      goesOn(),
    ]);
  },

  async "ask-everyone"(world) {
    const three = await world.three();
    const [alice] = three;
    for (const { socket } of three)
      socket.on("question", (answer: (word: string) => void) => answer("yes"));
    const all = new Promise<void>((resolve) =>
      alice.socket.on("news", () => {
        if (alice.news.flat(2).length === three.length) resolve();
      }),
    );
    alice.socket.emit("ask-everyone");
    await all;
    const [[first]] = alice.news as [[unknown]];
    return Array.isArray(first)
      ? `The server gets ${first.join(", ")} at once.`
      : `The server gets ${alice.news.flat().join(", then ")}.`;
  },

  async reserved(world) {
    const alice = await connected(world);
    const cut = alice
      .next("disconnect")
      .then(
        ([reason]) => `It is sent, and Alice is cut off: ${String(reason)}.`,
      );
    const news = alice
      .next("news")
      .then(([words]) => `It is ${String(words)}.`);
    alice.socket.emit("reserved");
    return Promise.race([cut, news]);
  },

  async reason(world) {
    const alice = await connected(world);
    const bob = await connected(world);
    const left = bob.next("left");
    alice.socket.disconnect();
    return String((await left)[0]);
  },

  async kick(world) {
    const alice = await connected(world);
    const bob = await connected(world);
    const left = bob.next("left");
    const heard = alice.next("disconnect");
    alice.socket.emit("kick");
    return `The client hears ${String((await heard)[0])}, the server ${String((await left)[0])}.`;
  },

  async recovery(world) {
    const three = await world.three();
    const [alice, bob] = three;
    const { id } = alice.socket;
    // A recovery needs an event that she has seen.
    const first = alice.next("news");
    bob.socket.emit("everyone");
    await first;
    alice.socket.io.reconnectionDelay(500);
    alice.socket.io.engine.close();
    const missed = bob.next("news");
    bob.socket.emit("everyone");
    await missed;
    await alice.next("connect");
    const { recovered } = alice.socket;
    const isSame = alice.socket.id === id;
    const hasMore = alice.news.length === 2;
    return `Alice is ${recovered ? "recovered" : "new"}, with ${isSame ? "her id" : "another id"} and ${hasMore ? "what she missed" : "nothing else"}.`;
  },

  async webtransport({ url }) {
    const text = await (await fetch(url + HANDSHAKE)).text();
    const { upgrades } = JSON.parse(text.slice(1)) as { upgrades: string[] };
    return `The handshake offers ${upgrades.join(", ") || "nothing else"}.`;
  },

  async defaults({ url }) {
    const answer = await fetch(url + HANDSHAKE, {
      headers: { origin: OTHER_ORIGIN },
    });
    const header = answer.headers.get("access-control-allow-origin");
    return answer.ok
      ? `Status ${answer.status}, and ${header === null ? "no" : "a"} header that lets the page read it.`
      : `Status ${answer.status}: ${await answer.text()}`;
  },

  async "defaults-namespace"(world) {
    const client = world.open({}, "/nowhere");
    const [error] = (await client.next("connect_error")) as [
      { message: string },
    ];
    return error.message === ""
      ? "connect_error, with an empty message"
      : `connect_error: ${error.message}`;
  },

  async "defaults-session"({ url }) {
    const answer = await fetch(`${url}${HANDSHAKE}&sid=nobody`);
    return `Status ${answer.status}: ${await answer.text()}`;
  },
};
