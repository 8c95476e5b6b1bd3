import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("enter", (room) => {
    socket.join(room);
  });

  socket.on("say", (room, text) => {
    socket.broadcast.emit("said", text);
  });
});
