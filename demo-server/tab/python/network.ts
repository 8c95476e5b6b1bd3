import {
  bufferOf,
  type NetworkData,
  type Port,
  type ToClient,
  type ToServer,
} from "#contract/network.ts";

/** A WebSocket's end in Python. */
interface Channel {
  received(data: NetworkData): void;
  gone(): void;
  destroy(): void;
}

/** What a WebSocket in Python does to the network. */
interface Wire {
  accept(): void;
  refuse(status: number): void;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
}

/** The host in Python: `TabHost` of `roundtrip_flask/tab/host.py`. */
export interface PythonHost {
  run(source: string): void;
  stop(): void;
  request(
    asked: string,
    peer: string,
    respond: (status: number, headers: string, body: string) => void,
  ): void;
  connect(asked: string, peer: string, wire: Wire): Channel;
}

/** Flask has no WebTransport. */
const UNAVAILABLE = 503;

/** Serves one client on its port; `peer` is its address. */
export function attach(
  port: Port<ToClient, ToServer>,
  host: PythonHost,
  peer: string,
): void {
  const channels = new Map<number, { channel?: Channel }>();
  const send = (message: ToClient, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);

  /** The proxy and the wire hold one another across two heaps, which no collector sees. */
  function release(id: number): void {
    const held = channels.get(id);
    if (!channels.delete(id)) return;
    // Python may be calling out of it now.
    queueMicrotask(() => held?.channel?.destroy());
  }

  function openWebSocket({
    id,
    ...asked
  }: Extract<ToServer, { kind: "websocket" }>): void {
    const held: { channel?: Channel } = {};
    channels.set(id, held);
    held.channel = host.connect(JSON.stringify(asked), peer, {
      accept() {
        send({ kind: "open", id });
      },
      refuse(status) {
        send({ kind: "refused", id, status });
        release(id);
      },
      send(data) {
        if (typeof data === "string") {
          send({ kind: "data", id, data });
          return;
        }
        const bytes = bufferOf(data);
        send({ kind: "data", id, data: bytes }, [bytes]);
      },
      close(code, reason) {
        send({ kind: "close", id, code, reason });
        release(id);
      },
    });
  }

  port.onmessage = ({ data: message }) => {
    switch (message.kind) {
      case "request": {
        const { id, ...asked } = message;
        return host.request(
          JSON.stringify(asked),
          peer,
          (status, headers, body) => {
            send({
              kind: "response",
              id,
              status,
              headers: JSON.parse(headers) as Record<string, string>,
              body,
            });
          },
        );
      }
      // The answer goes nowhere then.
      case "abort":
        return;
      case "websocket":
        return openWebSocket(message);
      case "webtransport":
        return send({ kind: "refused", id: message.id, status: UNAVAILABLE });
      case "data":
        return channels.get(message.id)?.channel?.received(message.data);
      case "close":
        channels.get(message.id)?.channel?.gone();
        return release(message.id);
    }
  };
}
