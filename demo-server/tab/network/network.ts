import {
  bufferOf,
  type Port,
  type ToClient,
  type ToServer,
} from "#contract/network.ts";
import { VirtualRequest, VirtualResponse, type PeerSocket } from "./http.ts";
import { VirtualUpgrade, VirtualWebSocket, type Link } from "./websocket.ts";
import { createSession, type VirtualSession } from "./webtransport.ts";

/** What answers on the network: Engine.IO's server, by the names that it has there. */
export interface NetworkServer {
  handleRequest(req: VirtualRequest, res: VirtualResponse): void;
  handleUpgrade(
    req: VirtualRequest,
    socket: VirtualUpgrade,
    head: Uint8Array,
  ): void;
  onWebTransportSession(session: VirtualSession): unknown;
}

/** An open WebSocket or WebTransport session. */
interface Channel {
  received(data: Extract<ToServer, { kind: "data" }>["data"]): void;
  closed(code: number, reason: string): void;
}

const BAD_REQUEST = 400;
const UNAVAILABLE = 503;

/** Whether Engine.IO, which has this base, can read it: of "//" it takes what follows for a host. */
const isAddress = (url: string): boolean =>
  URL.canParse(url, "https://socket.io");

/**
 * The server's end of the network. Gives a function that takes a client's port; while `server`
 * gives none, requests are answered with 503.
 */
export function createNetwork(
  server: () => NetworkServer | undefined,
): (port: Port<ToClient, ToServer>) => void {
  let clients = 0;
  return (port) => {
    // Each client is a machine of its own.
    attach(port, server, `10.0.0.${(clients++ % 254) + 1}`);
  };
}

function attach(
  port: Port<ToClient, ToServer>,
  server: () => NetworkServer | undefined,
  remoteAddress: string,
): void {
  const peer: PeerSocket = { remoteAddress, encrypted: false };
  const requests = new Map<number, VirtualRequest>();
  const channels = new Map<number, Channel>();
  const send = (message: ToClient, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);

  const linkOf = (id: number): Link => ({
    send(data): void {
      if (typeof data === "string") return send({ kind: "data", id, data });
      const bytes = bufferOf(data);
      send({ kind: "data", id, data: bytes }, [bytes]);
    },
    close(code, reason) {
      channels.delete(id);
      send({ kind: "close", id, code, reason });
    },
  });

  function request(message: Extract<ToServer, { kind: "request" }>): void {
    const { id } = message;
    const refuse = (status: number, body: string): void =>
      send({ kind: "response", id, status, headers: {}, body });
    const to = server();
    if (!to) return refuse(UNAVAILABLE, "The program does not run.");
    if (!isAddress(message.url))
      return refuse(BAD_REQUEST, "It names no address.");
    const req = new VirtualRequest(
      { ...message, headers: { ...message.headers } },
      peer,
      message.body,
    );
    requests.set(id, req);
    const res = new VirtualResponse(req, (answer) => {
      requests.delete(id);
      send({ kind: "response", id, ...answer });
    });
    to.handleRequest(req, res);
  }

  function openWebSocket({
    id,
    url,
    headers,
  }: Extract<ToServer, { kind: "websocket" }>): void {
    const refuse = (status: number): void =>
      send({ kind: "refused", id, status });
    const to = server();
    if (!to) return refuse(UNAVAILABLE);
    if (!isAddress(url)) return refuse(BAD_REQUEST);
    const accept = (maxPayload?: number): VirtualWebSocket => {
      const websocket = new VirtualWebSocket(linkOf(id), peer, maxPayload);
      channels.set(id, websocket);
      send({ kind: "open", id });
      return websocket;
    };
    const req = new VirtualRequest(
      {
        method: "GET",
        url,
        headers: { ...headers, connection: "Upgrade", upgrade: "websocket" },
      },
      peer,
    );
    to.handleUpgrade(req, new VirtualUpgrade(accept, refuse), new Uint8Array());
  }

  function openWebTransport(id: number): void {
    const to = server();
    if (!to) return send({ kind: "refused", id, status: UNAVAILABLE });
    const { session, received, closed } = createSession(linkOf(id));
    channels.set(id, { received, closed });
    send({ kind: "open", id });
    void to.onWebTransportSession(session);
  }

  port.onmessage = ({ data: message }) => {
    switch (message.kind) {
      case "request":
        return request(message);
      case "abort":
        requests.get(message.id)?.destroy();
        requests.delete(message.id);
        return;
      case "websocket":
        return openWebSocket(message);
      case "webtransport":
        return openWebTransport(message.id);
      case "data":
        return channels.get(message.id)?.received(message.data);
      case "close":
        channels.get(message.id)?.closed(message.code, message.reason);
        channels.delete(message.id);
    }
  };
}
