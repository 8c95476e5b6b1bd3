import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.emit("welcome", socket.id);

  socket.on("echo", (text) => {
    socket.emit("echo", text);
  });

  socket.on("disconnect", (reason) => {
    io.emit("left", reason);
  });
});
