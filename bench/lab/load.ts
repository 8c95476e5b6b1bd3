import { io, type Socket } from "socket.io-client";
import type { HopBatch } from "#contract/batch.ts";
import { labPath, STREAM_PATH } from "#contract/stream.ts";

/** A generator of load, in a process of its own: it is told what to do and answers with figures. */
export type Order =
  | {
      do: "echo";
      url: string;
      path: string;
      clients: number;
      inFlight: number;
      ms: number;
    }
  | { do: "watch"; url: string; lesson: string; lab: string }
  | { do: "watched" }
  | { do: "broadcast" }
  | {
      do: "hold";
      url: string;
      /** What the paths of the host begin with. */
      prefix?: string;
      lesson: string;
      from: number;
      labs: number;
      clientsPerLab: number;
    };

const held: Socket[] = [];
/** The clients that are held, by lab. */
const labs: Socket[][] = [];
let hops = 0;

const opened = (socket: Socket): Promise<Socket> =>
  new Promise((done, fail) => {
    socket.once("connect", () => done(socket));
    socket.once("connect_error", fail);
  });

const open = (url: string, path: string): Promise<Socket> =>
  opened(io(url, { path, transports: ["websocket"], forceNew: true }));

function watch(
  url: string,
  lesson: string,
  lab: string,
  prefix = "",
): Promise<Socket> {
  const transports = ["websocket"];
  const socket = io(url, {
    path: prefix + STREAM_PATH,
    auth: { lesson, lab },
    transports,
    forceNew: true,
  });
  socket.on("hops", ({ count }: HopBatch) => {
    hops += count;
  });
  held.push(socket);
  return opened(socket);
}

/** Acknowledged echoes a second, each client keeping `inFlight` under way; the first part is warm-up. */
async function echo(order: Extract<Order, { do: "echo" }>): Promise<number> {
  const { url, path, clients, inFlight, ms } = order;
  const sockets = await Promise.all(
    Array.from({ length: clients }, () => open(url, path)),
  );
  const payload = "x".repeat(100);
  let count = 0;
  let going = true;
  const next = (socket: Socket): void => {
    socket.emit("echo", payload, () => {
      count++;
      if (going) next(socket);
    });
  };
  for (const socket of sockets) for (let i = 0; i < inFlight; i++) next(socket);
  await new Promise((done) => setTimeout(done, ms / 4));
  const from = { count, at: performance.now() };
  await new Promise((done) => setTimeout(done, ms));
  const rate = ((count - from.count) / (performance.now() - from.at)) * 1_000;
  going = false;
  for (const socket of sockets) socket.disconnect();
  return rate;
}

async function hold(order: Extract<Order, { do: "hold" }>): Promise<number> {
  const { url, prefix = "", lesson, from, clientsPerLab } = order;
  for (let i = from; i < from + order.labs; i++) {
    const lab = `hold-${String(i).padStart(20, "0")}`;
    const clients = Array.from({ length: clientsPerLab }, () =>
      open(url, prefix + labPath(lesson, lab)),
    );
    labs.push(await Promise.all(clients));
    held.push(...(labs.at(-1) ?? []));
    await watch(url, lesson, lab, prefix);
  }
  return held.length;
}

/** One client of each lab sends to all of its lab, all labs at once; when each receiver had it, in ms. */
async function broadcast(): Promise<number[]> {
  const begun = performance.now();
  const heard = labs.flatMap((clients) =>
    clients.map(
      (socket) =>
        new Promise<number>((done) =>
          socket.once("chat", () => done(performance.now() - begun)),
        ),
    ),
  );
  for (const [sender] of labs) sender?.emit("chat", "x".repeat(100));
  return Promise.all(heard);
}

async function carryOut(order: Order): Promise<number[]> {
  if (order.do === "broadcast") return broadcast();
  if (order.do === "echo") return [await echo(order)];
  if (order.do === "hold") return [await hold(order)];
  if (order.do === "watch") await watch(order.url, order.lesson, order.lab);
  return [hops];
}

process.on("message", (order: Order) => {
  carryOut(order).then(
    (figures) => process.send?.({ figures }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
