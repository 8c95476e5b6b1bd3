import type { Server as HttpServer } from "node:http";
import type { Duplex } from "node:stream";

/** What a host has open towards the world. */
export interface Openings {
  addServer(server: HttpServer): void;
  /** Keeps an eye on a socket that HTTP has given up to WebSocket. */
  addSocket(socket: Duplex): void;
  /** Takes no one in any more, runs `goodbye`, and cuts what is still open a little later. */
  close(goodbye: () => Promise<void>): Promise<void>;
}

/** Starts with nothing open; at the end, sockets are cut when `graceMs` milliseconds have passed. */
export function createOpenings(graceMs: number): Openings {
  const servers = new Set<HttpServer>();
  const sockets = new Set<Duplex>();

  function cut(): void {
    for (const server of servers) server.closeAllConnections();
    for (const socket of sockets) socket.destroy();
  }

  return {
    addServer: (server) => servers.add(server),
    addSocket(socket) {
      // A peer that vanishes before anyone listens would otherwise end the process.
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
      sockets.add(socket);
    },
    async close(goodbye) {
      const ended = [...servers].map(
        (server) => new Promise<void>((done) => server.close(() => done())),
      );
      await goodbye();
      const gone = [...sockets].map(
        (socket) =>
          new Promise<void>((done) => socket.once("close", () => done())),
      );
      const late = setTimeout(cut, graceMs);
      await Promise.all([...ended, ...gone]);
      clearTimeout(late);
    },
  };
}
