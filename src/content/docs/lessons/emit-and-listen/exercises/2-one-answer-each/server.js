import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("publish", (text) => {
    io.emit("news", text);
  });

  socket.on("read", (text) => {
    console.log(`${socket.id} has read: ${text}`);
  });
});
