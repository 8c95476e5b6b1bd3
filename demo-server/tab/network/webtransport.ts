import type { NetworkData } from "#contract/network.ts";
import type { Link } from "./websocket.ts";

/** The server's end of a WebTransport session with one stream, as far as Engine.IO needs it. */
export interface VirtualSession {
  readonly ready: Promise<void>;
  readonly closed: Promise<void>;
  readonly incomingBidirectionalStreams: ReadableStream<{
    readable: ReadableStream<Uint8Array>;
    writable: WritableStream<Uint8Array>;
  }>;
  close(): void;
}

/** A session, and what the network tells it. */
export interface SessionEnd {
  readonly session: VirtualSession;
  received(data: NetworkData): void;
  closed(): void;
}

/** Opens a session on a link. Its stream carries bytes in order, in chunks of any size. */
export function createSession(link: Link): SessionEnd {
  const over = Promise.withResolvers<void>();
  let isOpen = true;
  let incoming: ReadableStreamDefaultController<Uint8Array>;
  const readable = new ReadableStream<Uint8Array>({
    start: (controller) => {
      incoming = controller;
    },
  });
  const writable = new WritableStream<Uint8Array>({
    write: (chunk) => {
      if (isOpen) link.send(chunk);
    },
  });

  function end(): void {
    if (!isOpen) return;
    isOpen = false;
    try {
      incoming.close();
    } catch {
      // Engine.IO has cancelled it.
    }
    over.resolve();
  }

  return {
    session: {
      ready: Promise.resolve(),
      closed: over.promise,
      incomingBidirectionalStreams: new ReadableStream({
        start: (controller) => controller.enqueue({ readable, writable }),
      }),
      close() {
        // What Engine.IO has just written is still on its way here, and goes out before.
        setTimeout(() => {
          if (isOpen) link.close(0, "");
          end();
        });
      },
    },
    received(data) {
      if (isOpen && typeof data !== "string")
        incoming.enqueue(new Uint8Array(data));
    },
    closed: end,
  };
}
