import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("enter", (room) => {
    socket.join(room);
  });

  socket.on("say", (room, text) => {
    io.to(room).emit("said", text);
  });
});
