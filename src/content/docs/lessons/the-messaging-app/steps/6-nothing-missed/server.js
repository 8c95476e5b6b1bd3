import { Server } from "socket.io";

const io = new Server(3000);

const rooms = new Map([
  ["general", []],
  ["kitchen", []],
]);

io.on("connection", (socket) => {
  socket.on("join", ({ room, after }) => {
    socket.join(room);
    socket.emit("messages", rooms.get(room).slice(after));
  });

  socket.on("leave", ({ room }) => {
    socket.leave(room);
  });

  socket.on("say", ({ id, room, from, text }, done) => {
    const messages = rooms.get(room);
    const known = messages.find((message) => message.id === id);
    if (known) return done(known.place);
    const message = { id, room, place: messages.length + 1, from, text };
    messages.push(message);
    socket.to(room).emit("messages", [message]);
    done(message.place);
  });
});
