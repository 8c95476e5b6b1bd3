import { io, type ManagerOptions, type Socket } from "socket.io-client";
import type { Log } from "./log.ts";

const NAMES = ["Alice", "Bob", "Carol"] as const;

/** One server, whichever, and clients that look at it from outside. */
export interface World extends Disposable {
  readonly url: string;
  /** A client that has been told to connect; its frames are in `frames`. */
  open(options?: Partial<ManagerOptions>, path?: string): Client;
  /** Alice, Bob and Carol, connected in this order. */
  three(): Promise<readonly [Client, Client, Client]>;
  /** Resolves when the server's process has ended. */
  readonly ended: Promise<unknown>;
  /** Resolves with what fits, once the server has written it to stderr since this world was made. */
  logged(pattern: RegExp): Promise<string>;
}

/** A client, with what it has received. */
export interface Client {
  readonly socket: Socket;
  /** Every `news` that has come, by its arguments. */
  readonly news: readonly unknown[][];
  /** Socket.IO's packets that came in, as on the wire. */
  readonly packets: readonly string[];
  /** Resolves with the arguments of the next event, one that Socket.IO has itself included. */
  next(event: string): Promise<unknown[]>;
  /** Resolves when all that the server sent this client before has come. */
  settle(): Promise<unknown>;
  /**
   * Emits, and resolves once the handler is done: Flask acknowledges then, whoever asks. On Node
   * one client's events are handled in turn, so what comes after has been handled after.
   */
  done(event: string, ...values: unknown[]): Promise<unknown>;
}

/** A server that runs. */
export interface Running {
  readonly url: string;
  readonly log: Log;
  /** Resolves when its process has ended. */
  readonly ended: Promise<unknown>;
  /** Whether every event is acknowledged when its handler returns, as Flask-SocketIO does. */
  readonly acknowledges: boolean;
}

/** Looks at a server. */
export function createWorld({ url, log, ended, acknowledges }: Running): World {
  const sockets: Socket[] = [];
  const begin = log.text().length;

  function open(options: Partial<ManagerOptions> = {}, path = "/"): Client {
    const socket = io(url + path, { forceNew: true, ...options });
    const news: unknown[][] = [];
    const packets: string[] = [];
    sockets.push(socket);
    socket.on("news", (...values: unknown[]) => news.push(values));
    const { io: manager } = socket;
    manager.on("open", () => {
      manager.engine.on("packet", ({ type, data }) => {
        if (type === "message") packets.push(`4${String(data)}`);
      });
    });
    return {
      socket,
      news,
      packets,
      next: (event) =>
        new Promise((resolve) =>
          socket.once(event, (...values: unknown[]) => resolve(values)),
        ),
      settle: () => socket.emitWithAck("end"),
      done(event, ...values) {
        if (acknowledges) return socket.emitWithAck(event, ...values);
        socket.emit(event, ...values);
        return socket.emitWithAck("end");
      },
    };
  }

  return {
    url,
    ended,
    open,
    async three() {
      const [alice, bob, carol] = NAMES.map(() => open());
      if (!alice || !bob || !carol) throw new Error("There are three names.");
      for (const client of [alice, bob, carol])
        if (!client.socket.connected) await client.next("connect");
      return [alice, bob, carol];
    },
    logged: (pattern) => log.found(pattern, begin),
    [Symbol.dispose]: () =>
      sockets.forEach((socket) => void socket.disconnect()),
  };
}

/** Says in words who has heard `news`. */
export function hears(clients: readonly Client[]): string {
  const who = clients.flatMap(({ news }, i) => {
    const name = NAMES[i] ?? "";
    return news.length === 0
      ? []
      : [news.length === 1 ? name : `${name}, ${news.length} times`];
  });
  const last = who.pop();
  if (last === undefined) return "Nobody hears it.";
  if (who.length === 0) return `${last} hears it.`;
  return `${who.join(", ")} and ${last} hear it.`;
}

/** Does a thing on one server and says in words what came of it; by the id of its row. */
export type Observations = Readonly<
  Record<string, (world: World) => Promise<string>>
>;
