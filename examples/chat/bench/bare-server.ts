import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

/** The least that a chat can be: whatever comes goes to everyone. */
const http = createServer();
const io = new Server(http);
io.on("connection", (socket) => {
  socket.on("send", (message: unknown, done: (answer: object) => void) => {
    io.emit("message", message);
    done({ ok: true });
  });
});
http.listen(0, () => {
  const { port } = http.address() as AddressInfo;
  console.log(`The bare server is on http://localhost:${port}`);
});
