import { Server } from "socket.io";

const io = new Server(3000, { pingInterval: 300, pingTimeout: 200 });

const serve = (socket) => {
  socket.emit("auth", socket.handshake.auth);
  socket.on("message", (...values) => socket.emit("message-back", ...values));
  socket.on("message-with-ack", (...values) => values.pop()(...values));
};
io.on("connection", serve);
io.of("/custom").on("connection", serve);
