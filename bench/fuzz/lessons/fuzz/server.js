import { Server } from "socket.io";

const io = new Server(3000, { pingInterval: 2000, pingTimeout: 2000 });

io.on("connection", (socket) => {
  socket.emit("hello", () => {});
  socket.on("chat", (...values) => {
    const answer = typeof values.at(-1) === "function" ? values.pop() : null;
    try {
      io.emit("chat", ...values);
      answer?.(...values);
    } catch (error) {
      // Socket.IO sends nothing that is nested too deep.
      if (!(error instanceof RangeError)) throw error;
    }
  });
  socket.on("disconnect", () => io.emit("left"));
});

io.of("/admin").use((_socket, next) => next(new Error("closed to all")));
