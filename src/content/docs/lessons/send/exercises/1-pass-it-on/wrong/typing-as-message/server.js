import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("message", (text) => {
    socket.broadcast.emit("message", text);
  });

  socket.on("typing", (text) => {
    socket.broadcast.emit("message", text);
  });
});
