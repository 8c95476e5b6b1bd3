import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import type { Address } from "./binding.ts";

/** UDP sockets on one port. */
export interface UdpSockets {
  readonly port: number;
  close(): Promise<void>;
}

type Receive = (
  datagram: Buffer,
  from: RemoteInfo,
  local: Address,
  send: (datagram: Buffer, to: Address) => void,
) => void;

/**
 * Listens on every address that a browser may find for the host: of "localhost" it may take IPv6's
 * or IPv4's, and it tries only one. Rejects where it can listen on none, or the port is taken on any.
 */
export async function bindAll(
  host: string,
  port: number,
  receive: Receive,
): Promise<UdpSockets> {
  const sockets: Socket[] = [];
  const close = async (): Promise<void> => {
    // What has just been sent goes out first.
    await setImmediate();
    await Promise.all(
      sockets.map(async (socket) => {
        const closed = once(socket, "close");
        socket.close();
        await closed;
      }),
    );
  };
  let failure: unknown;
  let chosen = port;
  for (const address of await addressesOf(host)) {
    try {
      const socket = await bind(address, chosen, receive);
      sockets.push(socket);
      chosen = socket.address().port;
    } catch (error) {
      failure = error;
      if (isTaken(error)) break;
    }
  }
  if (sockets.length === 0 || isTaken(failure)) {
    await close();
    throw failure;
  }
  return { port: chosen, close };
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";

async function addressesOf(host: string): Promise<string[]> {
  if (host === "0.0.0.0" || host === "::") return ["0.0.0.0", "::"];
  if (host === "localhost") return ["127.0.0.1", "::1"];
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

async function bind(
  address: string,
  port: number,
  receive: Receive,
): Promise<Socket> {
  const isSix = address.includes(":");
  const socket = createSocket({
    type: isSix ? "udp6" : "udp4",
    ipv6Only: isSix,
  });
  const bound = once(socket, "listening");
  socket.bind(port, address);
  await bound;
  const local = { host: address, port: socket.address().port };
  // A datagram that cannot be sent is lost, as many are.
  socket.on("error", () => undefined);
  const send = (datagram: Buffer, to: Address): void =>
    socket.send(datagram, to.port, to.host, () => undefined);
  socket.on("message", (datagram, from) => {
    receive(datagram, from, local, send);
  });
  return socket;
}
