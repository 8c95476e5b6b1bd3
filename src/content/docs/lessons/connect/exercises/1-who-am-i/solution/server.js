import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("who-am-i", () => {
    socket.emit("you-are", socket.id);
  });
});
