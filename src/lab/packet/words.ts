import type { Direction, EngineType, FramePart, SocketType } from "./packet.ts";
import type { TransportName } from "./packet.ts";

/** What each Engine.IO packet type says. */
export const ENGINE_WORDS: Readonly<
  Record<Exclude<EngineType, "binary" | "unknown">, string>
> = {
  open: "The server opens the connection and tells the client its terms.",
  close: "The sender closes the connection.",
  ping: "Asks the other side: are you there?",
  pong: "Answers a ping: I am here.",
  message: "Carries a message for the layer above, Socket.IO.",
  upgrade: "From now on this transport carries the connection.",
  noop: "Carries nothing: most often it lets a waiting poll come to its end.",
};

/** Transports as prose writes them. */
export const TRANSPORT_WORDS: Readonly<Record<TransportName, string>> = {
  polling: "polling",
  websocket: "WebSocket",
  webtransport: "WebTransport",
};

/** The most attachments that the parser of Socket.IO in JavaScript takes. */
const MOST_IN_JAVASCRIPT = 10;

/** What the word "probe" means after a ping or a pong. */
export function probeWords(
  engine: "ping" | "pong",
  transport: TransportName,
): string {
  const name = TRANSPORT_WORDS[transport];
  return engine === "ping"
    ? `The client tries the new transport: can ${name} carry us?`
    : `The server answers over the new transport: ${name} works.`;
}

/** What a Socket.IO packet type says; a connect differs by who sends it. */
export function socketWords(
  type: SocketType,
  direction: Direction | undefined,
): string {
  switch (type) {
    case "connect":
      if (direction === "out") return "The client asks to enter a namespace.";
      if (direction === "in")
        return "The server lets the client into the namespace.";
      return "Asks to enter a namespace, or answers that the client may.";
    case "disconnect":
      return "Leaves the namespace; the connection below it may stay open.";
    case "event":
      return "An event: its name and its arguments follow.";
    case "ack":
      return "An acknowledgement: the answer to an event that asked for one.";
    case "connect_error":
      return "The server refuses to let the client into the namespace.";
    case "binary_event":
      return "An event with binary data, which follows in packets of its own.";
    case "binary_ack":
      return "An acknowledgement with binary data, which follows in packets of its own.";
  }
}

/** What the number of attachments says. */
export function attachmentWords(attachments: number): string {
  if (attachments === 1)
    return "One binary attachment follows, in a packet of its own.";
  const words = `${attachments} binary attachments follow, each in a packet of its own.`;
  // The protocol sets no limit, and python-socketio none either: the packet is right.
  return attachments <= MOST_IN_JAVASCRIPT
    ? words
    : `${words} Socket.IO in JavaScript takes at most ${MOST_IN_JAVASCRIPT} in one packet, and closes the connection on more.`;
}

/** What the acknowledgement id says. */
export function ackWords(type: SocketType): string {
  if (type === "event" || type === "binary_event") {
    return "Asks for an acknowledgement: the answer will carry the same number.";
  }
  if (type === "ack" || type === "binary_ack")
    return "Answers the event that carried this number.";
  return "A number that this kind of packet makes no use of.";
}

/** Name and words of a packet's JSON. */
export function dataPart(
  type: SocketType,
  data: unknown,
  attachments: number,
  direction: Direction | undefined,
): Pick<FramePart, "name" | "words"> {
  const has = (key: string): boolean =>
    typeof data === "object" && data !== null && key in data;
  const length = Array.isArray(data) ? data.length : 0;
  const stands =
    attachments > 0
      ? " A _placeholder stands where an attachment belongs."
      : "";
  switch (type) {
    case "connect":
      if (direction === "in") {
        const pid = has("pid")
          ? " and pid a secret with which to recover this session"
          : "";
        return {
          name: "socket id",
          words: `sid is the id of this socket${pid}.`,
        };
      }
      if (direction === "out" && has("pid") && has("offset")) {
        const words =
          "pid names the earlier session and offset the last event it received.";
        return {
          name: "auth data",
          words: `Asks the server to recover: ${words}`,
        };
      }
      if (direction === "out") {
        return {
          name: "auth data",
          words: "What the client gives as its auth option.",
        };
      }
      return {
        name: "connect data",
        words: "The client's auth data, or the server's socket id.",
      };
    case "connect_error": {
      const words =
        typeof data === "string"
          ? "Why, as a plain string: the JavaScript client finds no message in it."
          : "Why: what the client's connect_error receives.";
      return { name: "reason", words };
    }
    case "event":
    case "binary_event": {
      const after =
        length > 1
          ? `, then ${countOf(length - 1, "argument")}`
          : " and no arguments";
      const name = length > 1 ? "event name and arguments" : "event name";
      return { name, words: `The event's name${after}, as JSON.${stands}` };
    }
    case "ack":
    case "binary_ack": {
      const given = length > 0 ? countOf(length, "argument") : "no arguments";
      return {
        name: "arguments",
        words: `What the callback is given: ${given}.${stands}`,
      };
    }
    case "disconnect":
      return { name: "data", words: "Data that this packet makes no use of." };
  }
}

/**
 * A number with its noun: "1 byte", "1,200 bytes". The first use of `toLocaleString` loads the
 * languages' data, which holds a slow phone up for a tenth of a second.
 */
export const countOf = (n: number, noun: string): string =>
  `${String(n).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${noun}${n === 1 ? "" : "s"}`;
