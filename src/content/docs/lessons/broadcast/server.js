import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("note", (message) => {
    socket.emit("note", message);
  });

  socket.on("chat", (message) => {
    socket.broadcast.emit("chat", message);
  });

  socket.on("announce", (message) => {
    io.emit("announce", message);
  });
});
