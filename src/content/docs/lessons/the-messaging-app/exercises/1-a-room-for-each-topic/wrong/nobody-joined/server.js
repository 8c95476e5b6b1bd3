import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("enter", (room) => {
    socket.emit("entered", room);
  });

  socket.on("say", (room, text) => {
    socket.to(room).emit("said", text);
  });
});
