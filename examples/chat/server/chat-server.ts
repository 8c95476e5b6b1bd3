import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { Server } from "socket.io";
import type { ChatServer } from "./chat-socket.ts";
import { endUnusedRooms } from "./end-unused-rooms.ts";
import { followOthers } from "./follow-others.ts";
import { mountChat } from "./mount-chat.ts";
import { isSameOrigin } from "./same-origin.ts";
import type { SharedStore } from "./store.ts";

const CLIENT = fileURLToPath(new URL("../dist", import.meta.url));

/** Milliseconds that connections have to end by themselves when the chat ends. */
const GRACE = 500;

const REFUSED =
  "This chat answers only its own pages. Open it at the server's own address.";

/** Serves the client and the chat on one port; 0 takes any that is free. */
export async function createChatServer(
  store: SharedStore,
  port: number,
  /** In milliseconds; so often it is looked which rooms are used. */
  lookEvery?: number,
) {
  const files = sirv(CLIENT, { dev: true });
  const http = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end(
        "Nothing is here. Is the client built? Run: npm run build\n",
      );
    });
  });
  const connections = new Set<Socket>();
  http.on("connection", (connection) => {
    connections.add(connection);
    connection.on("close", () => connections.delete(connection));
  });
  const io: ChatServer = new Server(http, {
    allowRequest: (request, decide) => {
      const isOurs = isSameOrigin(request);
      decide(isOurs ? null : REFUSED, isOurs);
    },
    // A tab that was cut off gets its rooms back, and what was said meanwhile, where this server
    // still knows it. Where it does not, the client asks by the place it had reached.
    connectionStateRecovery: { skipMiddlewares: false },
    // Whoever vanished without a word is gone from the rooms after this long.
    pingInterval: 10_000,
    pingTimeout: 5_000,
    maxHttpBufferSize: 64 * 1024,
  });
  mountChat(io.of("/"), store);
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, resolve);
  });
  const stopFollowing = followOthers(io.of("/"), store);
  const stopEnding = endUnusedRooms(io.of("/"), store, lookEvery);
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      stopFollowing();
      stopEnding();
      // A browser opens connections that it may use later, and comes back by them: they'd hold it open.
      const late = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, GRACE);
      await io.close();
      clearTimeout(late);
      store.close();
    },
  };
}
