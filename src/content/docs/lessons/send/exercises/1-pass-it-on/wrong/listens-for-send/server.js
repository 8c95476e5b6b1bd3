import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("send", (text) => {
    socket.broadcast.emit("message", text);
  });

  socket.on("typing", (text) => {
    socket.broadcast.emit("typing", text);
  });
});
