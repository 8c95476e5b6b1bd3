import type { Socket } from "socket.io-client";

/** Something that a client waits for, and when it gives up. */
export interface Deadline {
  /** On `performance`'s clock, in milliseconds. */
  readonly at: number;
  /** Goes on after the client's name: "gives up connecting". */
  readonly words: string;
}

/** A client waits no longer for an acknowledgement that it asked for with a timeout. */
export const NO_ANSWER = "stops waiting for an acknowledgement";
const NO_CONNECTION = "gives up connecting";
const NO_HEARTBEAT = "takes its connection for dead";

/** Reads a number that the library keeps to itself; undefined where this version has none. */
function readNumber(owner: object, name: string): number | undefined {
  const value: unknown = Reflect.get(owner, name);
  return typeof value === "number" ? value : undefined;
}

/**
 * Watches what a client gives up after a while, and gives the next of it: an answer that it asked
 * for with a timeout, its attempt to connect, its connection where long polling brings no
 * heartbeat. A slow network, or one that stands still, may make it come to that.
 */
export function watchDeadlines(socket: Socket): () => Deadline | undefined {
  const asked = new Map<number, number>();
  let opening: number | undefined;

  const register: unknown = Reflect.get(socket, "_registerAckCallback");
  if (typeof register !== "function")
    throw new Error(
      "This version of socket.io-client keeps its acknowledgements elsewhere.",
    );
  Reflect.set(socket, "_registerAckCallback", (id: number, ack: unknown) => {
    const flags = Reflect.get(socket, "flags") as { timeout?: number };
    const options = Reflect.get(socket, "_opts") as { ackTimeout?: number };
    const timeout = flags.timeout ?? options.ackTimeout;
    if (timeout !== undefined) asked.set(id, performance.now() + timeout);
    Reflect.apply(register, socket, [id, ack]);
  });
  const begin = (): void => {
    const timeout: unknown = socket.io.timeout();
    opening =
      typeof timeout === "number" ? performance.now() + timeout : undefined;
  };
  const end = (): void => void (opening = undefined);
  const open = socket.io.open.bind(socket.io);
  socket.io.open = socket.io.connect = (done) => {
    begin();
    return open(done);
  };
  socket.io.on("open", end);
  socket.io.on("error", end);

  function ofAnswers(): Deadline[] {
    const acks = Reflect.get(socket, "acks") as Record<number, unknown>;
    for (const id of asked.keys()) if (!(id in acks)) asked.delete(id);
    return [...asked.values()].map((at) => ({ at, words: NO_ANSWER }));
  }
  function ofHeartbeat(): Deadline[] {
    const engine = socket.connected ? socket.io.engine : undefined;
    const expires = engine && readNumber(engine, "_pingTimeoutTime");
    // By the others, heartbeats pass whatever is held.
    if (engine?.transport.name !== "polling" || expires === undefined)
      return [];
    return [
      { at: performance.now() + expires - Date.now(), words: NO_HEARTBEAT },
    ];
  }

  return () =>
    [
      ...ofAnswers(),
      ...ofHeartbeat(),
      ...(opening === undefined ? [] : [{ at: opening, words: NO_CONNECTION }]),
    ].sort((a, b) => a.at - b.at)[0];
}
