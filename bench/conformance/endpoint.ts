import { equal } from "node:assert/strict";

/** What the suites want of a server: how often it pings and how long it waits, in milliseconds. */
export const PING_INTERVAL = 300;
export const PING_TIMEOUT = 200;
export const MAX_PAYLOAD = 1_000_000;

/** A WebSocket whose messages are waited for in order. */
export interface Frames {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** The next message, text or bytes. */
  next(): Promise<unknown>;
  /** Resolves when it is open. */
  readonly open: Promise<void>;
  /** Resolves when it is closed, or was never opened. */
  readonly closed: Promise<void>;
  close(): void;
}

/** The server under test, reached at one path. */
export interface Endpoint {
  get(query: string): Promise<Response>;
  post(query: string, body?: string, method?: string): Promise<Response>;
  /** As `get`, by whoever stops waiting. */
  abort(query: string, afterMs: number): Promise<void>;
  websocket(query: string): Frames;
  /** Opens a session by long polling; gives the query of its requests. */
  session(): Promise<string>;
}

/** What asks for each transport. */
export const POLLING = "EIO=4&transport=polling";
export const WEBSOCKET = "EIO=4&transport=websocket";

/** Reaches a server at the URL of its endpoint. */
export function createEndpoint(url: string): Endpoint {
  const get = (query: string): Promise<Response> => fetch(`${url}?${query}`);
  return {
    get,
    post: (query, body, method = "POST") =>
      fetch(`${url}?${query}`, {
        method,
        ...(body !== undefined && { body }),
      }),
    async abort(query, afterMs) {
      const signal = AbortSignal.timeout(afterMs);
      await fetch(`${url}?${query}`, { signal }).catch(() => undefined);
    },
    websocket: (query) => openFrames(`${url.replace("http", "ws")}?${query}`),
    async session() {
      const text = await (await get(POLLING)).text();
      const { sid } = JSON.parse(text.slice(1)) as { sid: string };
      return `${POLLING}&sid=${sid}`;
    },
  };
}

function openFrames(url: string): Frames {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  const come: unknown[] = [];
  const waiting: ((data: unknown) => void)[] = [];
  socket.addEventListener("message", ({ data }) => {
    const first = waiting.shift();
    if (first) first(data);
    else come.push(data);
  });
  const event = (name: string): Promise<void> =>
    new Promise((done) => {
      socket.addEventListener(name, () => done(), { once: true });
    });
  // Whoever is refused hears of it by the close that follows.
  socket.addEventListener("error", () => undefined);
  return {
    open: event("open"),
    closed: event("close"),
    send: (data) => socket.send(data),
    next: () =>
      come.length > 0
        ? Promise.resolve(come.shift())
        : new Promise((done) => waiting.push(done)),
    close: () => socket.close(),
  };
}

/** Checks status and, where it is given, text of an answer. */
export async function answers(
  answer: Response | Promise<Response>,
  status: number,
  text?: string,
): Promise<void> {
  const come = await answer;
  equal(come.status, status);
  if (text !== undefined) equal(await come.text(), text);
}
