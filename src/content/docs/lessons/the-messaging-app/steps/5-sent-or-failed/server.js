import { Server } from "socket.io";

const io = new Server(3000);

const rooms = new Map([
  ["general", []],
  ["kitchen", []],
]);

io.on("connection", (socket) => {
  socket.on("join", ({ room }) => {
    socket.join(room);
    socket.emit("messages", rooms.get(room));
  });

  socket.on("leave", ({ room }) => {
    socket.leave(room);
  });

  socket.on("say", ({ id, room, from, text }, done) => {
    const messages = rooms.get(room);
    if (messages.some((message) => message.id === id)) return done("sent");
    const message = { id, room, from, text };
    messages.push(message);
    socket.to(room).emit("messages", [message]);
    done("sent");
  });
});
