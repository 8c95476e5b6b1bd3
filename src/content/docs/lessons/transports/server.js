import { Server } from "socket.io";

const io = new Server(3000, {
  transports: ["polling", "websocket", "webtransport"],
});

io.on("connection", (socket) => {
  socket.on("say", ({ from, text }) => {
    const by = socket.conn.transport.name;
    io.emit("said", { from, text, by });
  });
});
