import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

/** The least that a chat can be: whatever comes goes to everyone. */
const page = readFileSync(new URL("./bare.html", import.meta.url));
const client = readFileSync(process.env["BARE_CLIENT"] ?? "");
const http = createServer((request, response) => {
  const isClient = request.url === "/client.js";
  const type = isClient ? "text/javascript" : "text/html; charset=utf-8";
  response.setHeader("content-type", type).end(isClient ? client : page);
});
const io = new Server(http);
io.on("connection", (socket) => {
  socket.on("send", (message: unknown, done: (answer: object) => void) => {
    io.emit("message", message);
    done({ ok: true });
  });
});
http.listen(Number(process.env["PORT"]), () => {
  const { port } = http.address() as AddressInfo;
  console.log(`The bare server is on http://localhost:${port}`);
});
