import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";

/** Bytes that may wait for a client whose pings are still answered. */
const MOST_WAITING = 65_536;

/**
 * WebSockets, for Engine.IO's `wsEngine`, that answer pings only while little waits: else a client
 * that pings and never reads would be kept answers without end, which nobody counts as packets.
 */
export class SparingWebSockets extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, autoPong: false });
  }

  override handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    take: (opened: WebSocket, request: IncomingMessage) => void,
  ): void {
    super.handleUpgrade(request, socket, head, (opened, of) => {
      opened.on("ping", (data) => {
        if (opened.bufferedAmount < MOST_WAITING) opened.pong(data);
      });
      take(opened, of);
    });
  }
}
