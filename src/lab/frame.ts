import { attachmentOfBase64, attachmentOfBytes } from "./frame-attachment.ts";
import { decodeMessage } from "./frame-message.ts";
import { isObject, parseJson } from "./frame-payload.ts";
import { ENGINE_WORDS, probeWords } from "./frame-words.ts";
import type { TransportName } from "./hop.ts";

/** Packet types of Engine.IO 4; "binary" is an attachment, "unknown" has a type no packet has. */
export type EngineType =
  | "open"
  | "close"
  | "ping"
  | "pong"
  | "message"
  | "upgrade"
  | "noop"
  | "binary"
  | "unknown";

/** Packet types of Socket.IO 5. */
export type SocketType =
  | "connect"
  | "disconnect"
  | "event"
  | "ack"
  | "connect_error"
  | "binary_event"
  | "binary_ack";

/** A slice of a packet's text, with what it means. */
export interface FramePart {
  readonly text: string;
  /** A few words: "Engine.IO message", "namespace". */
  readonly name: string;
  /** One sentence for a beginner. */
  readonly words: string;
}

/** What the Socket.IO layer says; at rest for packets that carry no Socket.IO message. */
export interface MessageFields {
  readonly socket: SocketType | undefined;
  /** As on the wire, with its query if it has one: Node takes both for the namespace's name. */
  readonly namespace: string;
  readonly ack: number | undefined;
  /** How many binary packets follow. */
  readonly attachments: number;
  readonly event: string | undefined;
  /** Arguments of an event or an acknowledgement, placeholders in place. */
  readonly args: readonly unknown[];
  /** The packet's JSON; "probe" for a probe. */
  readonly data: unknown;
  /** What is malformed, as a sentence. */
  readonly error: string | undefined;
}

/** One packet of a frame. */
export interface DecodedPacket extends MessageFields {
  readonly engine: EngineType;
  readonly transport: TransportName;
  /** Whole text of the packet; of a binary frame, its first bytes in hexadecimal. */
  readonly text: string;
  /** In order; their texts joined are `text`. */
  readonly parts: readonly FramePart[];
  /** Content of an attachment. */
  readonly bytes: Uint8Array | undefined;
}

/** Which way a frame went, as the client sees it. */
export type Direction = "out" | "in";

/** Joins the packets of one polling payload. */
export const SEPARATOR = "\x1e";

const ENGINE_TYPES = [
  "open",
  "close",
  "ping",
  "pong",
  "message",
  "upgrade",
  "noop",
] as const;

const QUIET: MessageFields = {
  socket: undefined,
  namespace: "/",
  ack: undefined,
  attachments: 0,
  event: undefined,
  args: [],
  data: undefined,
  error: undefined,
};

/**
 * Takes a frame apart into its packets; never throws, a malformed packet says so in `error`.
 * Only polling joins packets with a separator. Knowing the direction makes the words more exact.
 */
export function decodeFrame(
  data: string | Uint8Array,
  transport: TransportName,
  direction?: Direction,
): DecodedPacket[] {
  if (typeof data !== "string") {
    return [
      { ...QUIET, engine: "binary", transport, ...attachmentOfBytes(data) },
    ];
  }
  const texts = transport === "polling" ? data.split(SEPARATOR) : [data];
  return texts.map((text) => decodeText(text, transport, direction));
}

function decodeText(
  text: string,
  transport: TransportName,
  direction: Direction | undefined,
): DecodedPacket {
  const base = { ...QUIET, transport, text, bytes: undefined };
  if (text.startsWith("b"))
    return { ...base, engine: "binary", ...attachmentOfBase64(text) };
  const digit = text.slice(0, 1);
  const rest = text.slice(1);
  const engine = /^[0-6]$/.test(digit)
    ? ENGINE_TYPES[Number(digit)]
    : undefined;
  if (engine === undefined) {
    const error =
      text === ""
        ? "The packet is empty: it should begin with its Engine.IO type, a digit from 0 to 6."
        : `“${digit}” is no Engine.IO packet type: those are the digits 0 to 6.`;
    const parts =
      text === "" ? [] : [{ text, name: "not understood", words: error }];
    return { ...base, engine: "unknown", error, parts };
  }
  const type = {
    text: digit,
    name: `Engine.IO ${engine}`,
    words: ENGINE_WORDS[engine],
  };
  if (engine === "message") {
    const { parts, ...fields } = decodeMessage(rest, direction);
    return { ...base, ...fields, engine, parts: [type, ...parts] };
  }
  if (engine === "open") {
    const { part, ...fields } = decodeHandshake(rest);
    return { ...base, ...fields, engine, parts: part ? [type, part] : [type] };
  }
  if (rest === "") return { ...base, engine, parts: [type] };
  const isProbe = (engine === "ping" || engine === "pong") && rest === "probe";
  const part: FramePart = isProbe
    ? { text: rest, name: "probe", words: probeWords(engine, transport) }
    : {
        text: rest,
        name: "unused text",
        words: `Text that a ${engine} packet makes no use of.`,
      };
  return { ...base, engine, data: rest, parts: [type, part] };
}

function decodeHandshake(text: string): Pick<
  MessageFields,
  "data" | "error"
> & {
  part: FramePart | undefined;
} {
  const parsed = parseJson(text);
  const data = parsed.ok ? parsed.value : undefined;
  if (isObject(data) && typeof data["sid"] === "string") {
    const words =
      "sid names this connection, upgrades lists the transports it may change to, and pingInterval and pingTimeout set its heartbeat, in milliseconds.";
    return {
      data,
      error: undefined,
      part: { text, name: "handshake data", words },
    };
  }
  const error = parsed.ok
    ? "The handshake should be a JSON object with a sid, the name of the connection."
    : "The handshake's data is missing or is not JSON.";
  const part =
    text === "" ? undefined : { text, name: "not understood", words: error };
  return { data, error, part };
}
