import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("joke", (text) => {
    socket.broadcast.emit("joke", text);
  });

  socket.on("secret", (text) => {
    socket.broadcast.emit("secret", text);
  });
});
