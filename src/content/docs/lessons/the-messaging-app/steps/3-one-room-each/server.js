import { Server } from "socket.io";

const io = new Server(3000);

const rooms = new Map([
  ["general", []],
  ["kitchen", []],
]);

io.on("connection", (socket) => {
  socket.on("join", ({ room }) => {
    socket.join(room);
    socket.emit("messages", { room, messages: rooms.get(room) });
  });

  socket.on("leave", ({ room }) => {
    socket.leave(room);
  });

  socket.on("say", ({ room, from, text }) => {
    const messages = rooms.get(room);
    messages.push({ from, text });
    io.to(room).emit("messages", { room, messages });
  });
});
