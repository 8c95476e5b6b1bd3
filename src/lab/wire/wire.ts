import {
  NodeWebSocket,
  NodeXHR,
  type Socket as SocketIoSocket,
  type WebTransport,
} from "socket.io-client";
import { createMessageCounter, type WireTap } from "./message-counter.ts";
import { tapPolling } from "./tapped-polling.ts";
import { tapWebSocket } from "./tapped-websocket.ts";
import { tapWebTransport } from "./tapped-webtransport.ts";

type Transports = NonNullable<SocketIoSocket["io"]["opts"]["transports"]>;
type TransportClass = Extract<
  Transports[number],
  new (...args: never[]) => unknown
>;

/** The transports that are tapped, by their names. */
export interface BaseTransports {
  readonly polling: typeof NodeXHR;
  readonly websocket: typeof NodeWebSocket;
  readonly webtransport?: typeof WebTransport;
}

const OWN: BaseTransports = { polling: NodeXHR, websocket: NodeWebSocket };

/**
 * The client's own transports, each frame of theirs reported both ways: long polling first, then
 * WebSocket, probe and upgrade included, and WebTransport where `bases` has it. For the
 * `transports` option of one client. Each frame passes the client's network, which may hold it up,
 * lose it, or end the connection.
 */
export function createTappedTransports(
  tap: WireTap,
  { polling, websocket, webtransport }: BaseTransports = OWN,
): TransportClass[] {
  const counter = createMessageCounter(tap);
  const tapped = [
    tapPolling(polling, tap, counter),
    tapWebSocket(websocket, tap, counter),
  ];
  return webtransport
    ? [...tapped, tapWebTransport(webtransport, tap, counter)]
    : tapped;
}
