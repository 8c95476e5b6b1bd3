import type { QuicheConnection } from "./binding.ts";
import { CODE, Http3Error } from "./http3-error.ts";
import type { Http3Connection } from "./http3-connection.ts";
import type { QuicStreams, StreamHandler } from "./quic-streams.ts";

/** One client's QUIC connection, with the HTTP/3 on it. */
export interface QuicConnection {
  /** Something has come to `quiche`, or its time has come. */
  wake(): void;
  /** Ends the connection, if it has not ended, and tells the client. */
  close(): void;
}

/** The largest datagram that is sent, in bytes: one that passes nearly everywhere. */
export const DATAGRAM_BYTES = 1_350;
const READ_BYTES = 65_536;

interface Write {
  bytes: Uint8Array;
  last: boolean;
  done: () => void;
  fail: (error: Error) => void;
}

/** Moves what crosses a connection of quiche's between its streams, HTTP/3 and the network. */
export function createQuicConnection(deps: {
  quiche: QuicheConnection;
  send: (datagram: Buffer) => void;
  speak: (quic: QuicStreams) => Http3Connection;
  onClose: () => void;
}): QuicConnection {
  const { quiche } = deps;
  const handlers = new Map<number, StreamHandler>();
  const writes = new Map<number, Write[]>();
  const into = Buffer.alloc(READ_BYTES);
  const buffer = Buffer.alloc(DATAGRAM_BYTES);
  let isUp = false;
  let isOver = false;
  let isAwake = false;
  let timer: NodeJS.Timeout | undefined;

  const http3 = deps.speak({
    write(id, bytes, last = false) {
      if (isOver) return Promise.reject(gone());
      return new Promise<void>((done, fail) => {
        const queue = writes.get(id) ?? [];
        writes.set(id, queue);
        queue.push({ bytes, last, done, fail });
        wake();
      });
    },
    resume: wake,
    abort(id, code) {
      drop(id);
      handlers.delete(id);
      for (const direction of [0, 1] as const) {
        try {
          quiche.streamShutdown(id, direction, code);
        } catch {
          // That direction has ended, or never was.
        }
      }
      wake();
    },
  });

  /** Does what there is to do, once for all that happens in one go. */
  function wake(): void {
    if (isAwake || isOver) return;
    isAwake = true;
    queueMicrotask(() => {
      isAwake = false;
      if (!isOver) work();
    });
  }

  function work(): void {
    try {
      if (!isUp && quiche.isEstablished()) {
        isUp = true;
        http3.open();
      }
      if (isUp) {
        for (const id of quiche.readable()) read(id);
        for (const id of [...writes.keys()]) write(id);
      }
    } catch (error) {
      end(error);
    }
    flush();
  }

  function read(id: number): void {
    let handler = handlers.get(id);
    if (!handler) handlers.set(id, (handler = http3.accept(id)));
    while (handler.ready()) {
      let came: ReturnType<QuicheConnection["streamRecv"]>;
      try {
        came = quiche.streamRecv(id, into);
      } catch {
        handlers.delete(id);
        handler.broken();
        return;
      }
      if (!came) return;
      const [size, last] = came;
      if (last) handlers.delete(id);
      handler.data(Buffer.from(into.subarray(0, size)), last);
      if (last) return;
    }
  }

  function write(id: number): void {
    const queue = writes.get(id) ?? [];
    for (let next = queue[0]; next; next = queue[0]) {
      let size: number | null;
      try {
        size = quiche.streamSend(id, next.bytes, next.last);
      } catch {
        drop(id);
        return;
      }
      if (size === null) return;
      if (size < next.bytes.length) {
        next.bytes = next.bytes.subarray(size);
        return;
      }
      queue.shift();
      next.done();
    }
    writes.delete(id);
  }

  function drop(id: number): void {
    const queue = writes.get(id) ?? [];
    writes.delete(id);
    for (const { fail } of queue) fail(gone());
  }

  /** Hands the network what quiche has to send. */
  function flush(): void {
    clearTimeout(timer);
    for (let size = next(); size > 0; size = next())
      deps.send(Buffer.from(buffer.subarray(0, size)));
    if (quiche.isClosed() || quiche.isDraining()) return over();
    const time = quiche.timeout();
    if (isOver || time === null) return;
    timer = setTimeout(() => {
      quiche.onTimeout();
      wake();
    }, time);
  }

  function next(): number {
    try {
      return quiche.send(buffer)?.[0] ?? 0;
    } catch {
      // Nothing can be sent any more; its time will run out.
      return 0;
    }
  }

  function end(error: unknown): void {
    const { code, message } =
      error instanceof Http3Error
        ? error
        : { code: CODE.internalError, message: "" };
    if (!(error instanceof Http3Error)) console.error(error);
    try {
      quiche.close(true, code, Buffer.from(message));
    } catch {
      // It is closing already.
    }
    over();
  }

  /** Nothing crosses any more, though quiche may still say goodbye. */
  function over(): void {
    if (isOver) return;
    isOver = true;
    for (const id of [...writes.keys()]) drop(id);
    handlers.clear();
    http3.over();
    deps.onClose();
  }

  return {
    wake,
    close() {
      if (isOver) return;
      end(new Http3Error(CODE.noError, ""));
      flush();
    },
  };
}

const gone = (): Error => new Error("The client is gone.");
