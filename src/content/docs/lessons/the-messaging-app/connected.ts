import type { Socket } from "socket.io-client";

/** Resolves once a socket is connected: what waits for a connection may wait too long for its answer. */
export const connected = (socket: Socket): Promise<void> =>
  socket.connected
    ? Promise.resolve()
    : new Promise((resolve) => socket.once("connect", () => resolve()));
