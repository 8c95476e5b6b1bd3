import {
  LOST,
  type NetworkData,
  type ToClient,
  type ToServer,
} from "#contract/network.ts";

/** One client's machine on the virtual network, which speaks the protocol by hand. */
export interface Machine {
  request(method: string, url: string, body?: string): PendingResponse;
  open(kind: "websocket" | "webtransport", url?: string): Frames;
  close(): void;
}

/** A response to come, and how to wait for it no longer. */
export interface PendingResponse extends Promise<{
  status: number;
  body: string;
}> {
  abort(): void;
}

/** What comes on an open connection, in order; "open", "refused" and "closed" are told as such. */
export interface Frames {
  next(): Promise<NetworkData | { is: "open" | "refused" | "closed" }>;
  /** The next that is text or bytes. */
  data(): Promise<NetworkData>;
  /** Resolves when the server has closed it. */
  closed(): Promise<void>;
  send(data: NetworkData): void;
  close(): void;
}

/** Plugs a machine into the network that `attach` takes ports for. */
export function createMachine(attach: (port: MessagePort) => void): Machine {
  const { port1: port, port2 } = new MessageChannel();
  const told = new Map<number, (message: ToClient) => void>();
  let last = 0;
  const send = (message: ToServer): void => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToClient>) =>
    told.get(data.id)?.(data);
  attach(port2);

  return {
    request(method, url, body) {
      const id = ++last;
      const response = new Promise<{ status: number; body: string }>((done) =>
        told.set(id, (message) => {
          if (message.kind === "response") done(message);
        }),
      );
      const head = { kind: "request", id, method, url, headers: {} } as const;
      send(body === undefined ? head : { ...head, body });
      return Object.assign(response, {
        abort: () => send({ kind: "abort", id }),
      });
    },
    open(kind, url = "") {
      const id = ++last;
      const come: Awaited<ReturnType<Frames["next"]>>[] = [];
      const waiting: ((frame: (typeof come)[number]) => void)[] = [];
      told.set(id, (message) => {
        const frame =
          message.kind === "data"
            ? message.data
            : ({
                is: message.kind === "close" ? "closed" : message.kind,
              } as { is: "open" });
        const first = waiting.shift();
        if (first) first(frame);
        else come.push(frame);
      });
      send(
        kind === "websocket" ? { kind, id, url, headers: {} } : { kind, id },
      );
      const frames: Frames = {
        next() {
          const [first] = come.splice(0, 1);
          return first === undefined
            ? new Promise((done) => waiting.push(done))
            : Promise.resolve(first);
        },
        async data() {
          for (;;) {
            const frame = await frames.next();
            if (typeof frame === "string" || frame instanceof ArrayBuffer)
              return frame;
            if (frame.is !== "open") throw new Error(`It was ${frame.is}.`);
          }
        },
        async closed() {
          for (;;) {
            const frame = await frames.next();
            if (typeof frame === "object" && "is" in frame) {
              if (frame.is === "closed") return;
              if (frame.is === "refused") throw new Error("It was refused.");
            }
          }
        },
        send: (data) => send({ kind: "data", id, data }),
        close: () => send({ kind: "close", id, code: LOST, reason: "" }),
      };
      return frames;
    },
    close: () => port.close(),
  };
}
