import * as v from "valibot";

/**
 * The virtual network between a page and the server in its tab: one `MessagePort` for each client,
 * on which HTTP requests, WebSockets and WebTransport sessions travel, told apart by `id`.
 * The server may be the reader's own: what it sends is validated. What the page sends is typed.
 */

/** Content of a frame: text, or bytes. */
export type NetworkData = string | ArrayBuffer;

/** What a client's end sends. */
export type ToServer =
  | {
      readonly kind: "request";
      readonly id: number;
      readonly method: string;
      /** Path and query. */
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The client waits no longer for the response. */
  | { readonly kind: "abort"; readonly id: number }
  | {
      readonly kind: "websocket";
      readonly id: number;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: "webtransport"; readonly id: number }
  | { readonly kind: "data"; readonly id: number; readonly data: NetworkData }
  | {
      readonly kind: "close";
      readonly id: number;
      readonly code: number;
      readonly reason: string;
    };

const data = v.union([v.string(), v.instance(ArrayBuffer)]);

const toClient = v.variant("kind", [
  v.object({
    kind: v.literal("response"),
    id: v.number(),
    status: v.number(),
    headers: v.record(v.string(), v.string()),
    body: v.string(),
  }),
  /** A WebSocket or a WebTransport session is open. */
  v.object({ kind: v.literal("open"), id: v.number() }),
  /** It is not opened. */
  v.object({ kind: v.literal("refused"), id: v.number(), status: v.number() }),
  v.object({ kind: v.literal("data"), id: v.number(), data }),
  v.object({
    kind: v.literal("close"),
    id: v.number(),
    code: v.number(),
    reason: v.string(),
  }),
]);
/** What the server's end sends. */
export type ToClient = v.InferOutput<typeof toClient>;

/** What came from a server's end; undefined where no server sends such a thing. */
export function readToClient(said: unknown): ToClient | undefined {
  const read = v.safeParse(toClient, said);
  return read.success ? read.output : undefined;
}

/** WebSocket close codes that are given by nobody: no code was sent, the connection was lost. */
export const NO_CODE = 1005;
export const LOST = 1006;
/** The code for a message that is larger than the other end takes. */
export const TOO_BIG = 1009;

/** One end of a channel: a `MessagePort`, a `Worker`, or a worker's own global. */
export interface Port<Sent, Received> {
  postMessage(message: Sent, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Received>) => void) | null;
}

/** The bytes of a view alone, as a buffer that can be sent. */
export const bufferOf = (
  data: ArrayBufferLike | ArrayBufferView,
): ArrayBuffer => {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return bytes.slice().buffer;
};
