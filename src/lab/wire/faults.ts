import { decodeFrame } from "../packet/decode.ts";
import { engineTypeOf, textsIn } from "../packet/engine.ts";
import type { FaultName } from "../trace/hop.ts";
import type { TransportName } from "../packet/packet.ts";
import { FREE_LINE, type LineShape } from "./delay-line.ts";
import { REAL_TIME, type Pace } from "./pace.ts";
import { createWay, type Crossing } from "./way.ts";

/** What is broken on a client's wire now. */
export interface FaultState extends LineShape {
  /** The network is gone: nothing is connected, and nothing can connect. */
  readonly cut: boolean;
  /** The next frame with a message, that way, gets lost. */
  readonly dropIn: boolean;
  readonly dropOut: boolean;
  /** The next frame with an acknowledgement gets lost, either way. */
  readonly loseAck: boolean;
  readonly websocketBlocked: boolean;
}

/** Breaks and mends one client's wire. What follows is Socket.IO's own doing. */
export interface Faults {
  /** The same object until something changed. */
  state(): FaultState;
  /** Told when the state changed. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Ends the client's connections, as when a device loses its network, and lets none be opened. */
  cut(): void;
  /** Gives the network back. The client comes back when its next attempt is due. */
  restore(): void;
  /** Each frame takes so many milliseconds longer, each way, give or take `jitter`; 0 mends it. */
  latency(ms: number, jitter?: number): void;
  /** Lets so many bytes a second through, each way; undefined mends it. */
  throttle(bytesPerSecond: number | undefined): void;
  /** Loses the next frame that carries a message: heartbeats and handshakes pass. */
  dropNext(direction: "in" | "out", lose?: boolean): void;
  /** Lets no WebSocket open, and closes the one that is open. */
  blockWebSocket(blocked: boolean): void;
  /** Loses the next acknowledgement, whichever way it goes. */
  loseNextAck(lose?: boolean): void;
  /** Mends all of it. */
  mend(): void;
}

/** A connection that the faults can end. */
export interface Severable {
  readonly name: string;
  /** Ends it for both sides without a goodbye that the client knows of. */
  sever(): void;
}

/** What a browser says of a connection whose network went away. */
export const GONE = { description: "network connection lost" };

/** What a tapped transport asks of its client's network. */
export interface Network {
  /** Whether this transport can open a connection now. */
  allows(transport: string): boolean;
  joined(connection: Severable): void;
  left(connection: Severable): void;
  /** Says, once for each frame and in order, whether it gets lost. */
  loses(
    direction: "in" | "out",
    data: string | Uint8Array,
    transport: TransportName,
  ): boolean;
  /** Whether the lab's pace takes time over a frame. */
  holds(data: string | Uint8Array): boolean;
  /** Hands a frame on when its time has come; drops it where the network is cut before. */
  carry(direction: "in" | "out", crossing: Crossing): void;
}

/** Something was broken or mended, in a sentence. */
export type FaultReport = (fault: FaultName, text: string) => void;

/** A wire with nothing broken. */
export const WHOLE: FaultState = {
  ...FREE_LINE,
  cut: false,
  dropIn: false,
  dropOut: false,
  loseAck: false,
  websocketBlocked: false,
};

const positive = (value: number, what: string): number => {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError(`${what} must be 0 or more, not ${value}.`);
};

/** Makes the network of one client, whole, as fast as `pace` lets it be. */
export function createFaults(
  name: string,
  report: FaultReport,
  pace: Pace = REAL_TIME,
): { faults: Faults; network: Network } {
  const listeners = new Set<() => void>();
  const connections = new Set<Severable>();
  const ways = { in: createWay(pace), out: createWay(pace) };
  /** Attachments of a packet that got lost: they go the same way. */
  const orphans = { in: 0, out: 0 };
  let state = WHOLE;

  const set = (change: Partial<FaultState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const change = (
    to: Partial<FaultState>,
    fault: FaultName,
    text: string,
  ): void => {
    const keys = Object.keys(to) as (keyof FaultState)[];
    if (keys.every((key) => state[key] === to[key])) return;
    set(to);
    report(fault, text);
  };
  const reshape = (): void => {
    ways.in.reshape(state);
    ways.out.reshape(state);
  };
  const sever = (transport?: string): void => {
    for (const connection of [...connections]) {
      if (transport !== undefined && connection.name !== transport) continue;
      connections.delete(connection);
      connection.sever();
    }
  };

  const faults: Faults = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cut() {
      if (state.cut) return;
      change({ cut: true }, "cut", `${name}'s network is cut`);
      orphans.in = orphans.out = 0;
      ways.out.clear();
      ways.in.clear();
      sever();
    },
    restore() {
      change({ cut: false }, "restore", `${name}'s network is back`);
    },
    latency(ms, jitter = 0) {
      const latency = positive(ms, "Latency in milliseconds");
      const most = positive(jitter, "Jitter in milliseconds");
      const more = most > 0 ? `, give or take ${most} ms` : "";
      const text =
        latency + most === 0
          ? `${name}'s packets travel at once again`
          : `${name}'s packets take ${latency} ms each way${more}`;
      change({ latency, jitter: most }, "latency", text);
      reshape();
    },
    throttle(bytesPerSecond) {
      if (bytesPerSecond === 0)
        throw new RangeError(
          "A line of 0 bytes a second carries nothing: cut the network instead.",
        );
      const throttle =
        bytesPerSecond && positive(bytesPerSecond, "Bytes a second");
      const text =
        throttle === undefined
          ? `${name}'s line is fast again`
          : `${name}'s line carries ${throttle} bytes a second`;
      change({ throttle }, "throttle", text);
      reshape();
    },
    dropNext(direction, lose = true) {
      const isOut = direction === "out";
      const what = isOut ? `from ${name}` : `to ${name}`;
      const text = `The next packet ${what} will ${lose ? "" : "not "}be lost`;
      change(isOut ? { dropOut: lose } : { dropIn: lose }, "drop", text);
    },
    blockWebSocket(websocketBlocked) {
      const text = websocketBlocked
        ? `WebSocket is blocked for ${name}`
        : `WebSocket is allowed for ${name} again`;
      change({ websocketBlocked }, "block-websocket", text);
      if (websocketBlocked) sever("websocket");
    },
    loseNextAck(lose = true) {
      const text = `${name}'s next acknowledgement will ${lose ? "" : "not "}be lost`;
      change({ loseAck: lose }, "lose-ack", text);
    },
    mend() {
      faults.restore();
      faults.latency(0);
      faults.throttle(undefined);
      faults.blockWebSocket(false);
      faults.dropNext("out", false);
      faults.dropNext("in", false);
      faults.loseNextAck(false);
    },
  };

  const takesAck = (data: string | Uint8Array, transport: TransportName) =>
    state.loseAck &&
    decodeFrame(data, transport).some(({ socket }) => socket?.endsWith("ack"));
  const takesNext = (direction: "in" | "out", data: string | Uint8Array) =>
    (direction === "in" ? state.dropIn : state.dropOut) &&
    typeof data === "string" &&
    textsIn(data).some((packet) => engineTypeOf(packet) === "message");

  const network: Network = {
    allows: (transport) =>
      !state.cut && !(state.websocketBlocked && transport === "websocket"),
    joined: (connection) => void connections.add(connection),
    left: (connection) => void connections.delete(connection),
    loses(direction, data, transport) {
      if (typeof data !== "string" && orphans[direction] > 0) {
        orphans[direction] -= 1;
        return true;
      }
      if (takesAck(data, transport)) set({ loseAck: false });
      else if (takesNext(direction, data))
        set(direction === "in" ? { dropIn: false } : { dropOut: false });
      else return false;
      if (transport !== "polling")
        orphans[direction] = decodeFrame(data, transport)[0]?.attachments ?? 0;
      return true;
    },
    holds: pace.holds,
    carry: (direction, crossing) => ways[direction].carry(crossing),
  };

  return { faults, network };
}
