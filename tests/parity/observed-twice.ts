import type { Client, World } from "./world.ts";

/** An origin that is not the server's own. */
export const OTHER_ORIGIN = "http://localhost:5173";

/** One client, connected. */
export async function connected(world: World): Promise<Client> {
  const client = world.open();
  await client.next("connect");
  return client;
}

/** The packets of a connection up to its `welcome`. */
export async function welcome(world: World): Promise<string> {
  const alice = world.open();
  await alice.next("welcome");
  return alice.packets
    .map((packet) => packet.replace(/^40.*/, "40{…}"))
    .join(", then ");
}

/** The order in which two events are answered, of which the first takes long. */
export async function slowAndQuick(world: World): Promise<string> {
  const alice = await connected(world);
  const both = new Promise<void>((resolve) =>
    alice.socket.on("news", () => {
      if (alice.news.length === 2) resolve();
    }),
  );
  alice.socket.emit("slow");
  alice.socket.emit("quick");
  await both;
  return alice.news.map(([word]) => String(word)).join(", ");
}

/** What the server tells of the rooms of a client that leaves from red. */
export const roomsOfWhoLeaves =
  (event: string) =>
  async (world: World): Promise<string> => {
    const alice = await connected(world);
    const bob = await connected(world);
    const told = bob.next(event);
    await alice.done("join", "red");
    alice.socket.disconnect();
    const [rooms] = (await told) as [string[]];
    return `It is in ${rooms.length === 0 ? "no room" : rooms.join(", ")}.`;
  };

/** What comes of a WebSocket that a page of another origin opens. */
export function connectFromOtherOrigin(world: World): Promise<string> {
  const client = world.open({
    transports: ["websocket"],
    extraHeaders: { origin: OTHER_ORIGIN },
    reconnection: false,
  });
  return Promise.race([
    client.next("connect").then(() => "The client is connected."),
    client.next("connect_error").then(() => "The client is refused."),
  ]);
}
