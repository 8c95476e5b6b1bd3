import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.emit("hello", () => {});
  socket.on("chat", (...values) => {
    io.emit("chat", ...values);
    const answer = values.at(-1);
    if (typeof answer === "function") answer();
  });
  socket.on("disconnect", () => io.emit("left"));
});

io.of("/admin").use((_socket, next) => next(new Error("closed to all")));
