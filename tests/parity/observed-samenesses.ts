import {
  connected,
  connectFromOtherOrigin,
  roomsOfWhoLeaves,
  slowAndQuick,
  welcome,
} from "./observed-twice.ts";
import { hears, type Client, type Observations, type World } from "./world.ts";

const HANDSHAKE = "/socket.io/?EIO=4&transport=polling";

/** What a fresh handshake of the server says. */
async function handshake(url: string): Promise<Record<string, unknown>> {
  const text = await (await fetch(url + HANDSHAKE)).text();
  return JSON.parse(text.slice(1)) as Record<string, unknown>;
}

/** Who hears `news` because of an event of Alice's, with Alice and Bob in red and Bob in blue. */
const reach =
  (event: string, values: (bob: Client) => unknown[] = () => []) =>
  async (world: World): Promise<string> => {
    const three = await world.three();
    const [alice, bob] = three;
    await alice.done("join", "red");
    await bob.done("join", "red");
    await bob.done("join", "blue");
    await alice.done(event, ...values(bob));
    for (const client of three) await client.settle();
    return hears(three);
  };

/** The first value of the next `news` after an event. */
async function newsOf(client: Client, event: string): Promise<unknown> {
  const news = client.next("news");
  client.socket.emit(event);
  return (await news)[0];
}

/** What comes of each thing that both servers can do. */
export const OBSERVED_SAMENESSES: Observations = {
  answer: reach("answer"),
  others: reach("others"),
  everyone: reach("everyone"),
  one: reach("one", ({ socket }) => [socket.id]),
  "all-but-one": reach("all-but-one", ({ socket }) => [socket.id]),
  room: reach("room"),
  "room-others": reach("room-others"),
  "two-rooms": reach("two-rooms"),

  "refuse-origin": connectFromOtherOrigin,
  "welcome-after": welcome,
  "in-turn": slowAndQuick,
  "rooms-before": roomsOfWhoLeaves("was in before"),

  async lost(world) {
    const alice = await connected(world);
    const bob = await connected(world);
    const left = bob.next("left");
    // Closed beneath Socket.IO, so that it cannot say goodbye.
    alice.socket.io.engine.close();
    return String((await left)[0]);
  },

  async elsewhere(world) {
    const three = await world.three();
    const all = Promise.all(three.map((client) => client.next("news")));
    three[0].socket.emit("elsewhere");
    await all;
    return hears(three);
  },

  async join(world) {
    const [alice, bob] = await world.three();
    await bob.done("join", "red");
    await alice.done("room");
    await bob.settle();
    const inside = bob.news.length;
    await bob.done("leave", "red");
    await alice.done("room");
    await bob.settle();
    return `${inside === 1 ? "While he is in," : "Even when he is out,"} ${
      bob.news.length === 1 ? "Bob hears it." : "too."
    }`;
  },

  async send(world) {
    const [alice] = await world.three();
    await alice.done("send");
    return alice.packets.find((packet) => packet.startsWith("42")) ?? "nothing";
  },

  async tuple(world) {
    const [alice] = await world.three();
    await alice.done("tuple");
    return alice.packets
      .filter((packet) => packet.startsWith("42"))
      .join(" and ");
  },

  async acknowledge(world) {
    const alice = await connected(world);
    const values = await new Promise<unknown[]>((resolve) =>
      alice.socket.emit("acknowledge", "hello", (...values: unknown[]) =>
        resolve(values),
      ),
    );
    return `The acknowledgement holds “${values.join("” and ")}.`;
  },

  async ask(world) {
    const alice = await connected(world);
    alice.socket.on("question", (answer: (value: number) => void) => answer(4));
    return `The server gets her answer, ${String(await newsOf(alice, "ask"))}.`;
  },

  async id(world) {
    const alice = await connected(world);
    const { id } = alice.socket;
    return (await newsOf(alice, "id")) === id
      ? "It is the client's socket.id."
      : "It is another id.";
  },

  async data(world) {
    const alice = await connected(world);
    const bob = await connected(world);
    const first = String(await newsOf(alice, "data"));
    const second = String(await newsOf(alice, "data"));
    const his = String(await newsOf(bob, "data"));
    return `Alice counts ${first}, ${second}. Bob counts ${his}.`;
  },

  async transport(world) {
    const alice = world.open({ transports: ["polling"] });
    const bob = world.open({ transports: ["websocket"] });
    await Promise.all([alice.next("connect"), bob.next("connect")]);
    const hers = String(await newsOf(alice, "transport"));
    const his = String(await newsOf(bob, "transport"));
    return `${hers} for one, ${his} for another`;
  },

  async any(world) {
    const alice = await connected(world);
    const news = alice.next("news");
    alice.socket.emit("anything", 1, 2);
    const [event, values] = (await news) as [string, unknown[]];
    return `It hears ${event}, with ${values.join(" and ")}.`;
  },

  async refuse(world) {
    const alice = world.open();
    const [error] = (await alice.next("connect_error")) as [
      Error & { data?: { code?: string } },
    ];
    return `connect_error: ${error.message}, with data.code ${String(error.data?.code)}`;
  },

  async cors({ url }) {
    const answer = await fetch(url + HANDSHAKE, {
      headers: { origin: "http://localhost:5173" },
    });
    const name = "Access-Control-Allow-Origin";
    return `${name}: ${String(answer.headers.get(name))}`;
  },

  async heartbeat({ url }) {
    const { pingInterval, pingTimeout } = await handshake(url);
    return `pingInterval ${String(pingInterval)}, pingTimeout ${String(pingTimeout)}`;
  },
};
