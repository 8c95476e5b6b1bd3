/** The transports of Engine.IO, by the names that it gives them. */
export type TransportName = "polling" | "websocket" | "webtransport";

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

/** Fields of a packet that carries no Socket.IO message. */
export const QUIET: MessageFields = {
  socket: undefined,
  namespace: "/",
  ack: undefined,
  attachments: 0,
  event: undefined,
  args: [],
  data: undefined,
  error: undefined,
};
