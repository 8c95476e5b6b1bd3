import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("chat", (text) => {
    socket.broadcast.emit("chat", text);
  });
  socket.on("all", (text) => {
    io.emit("all", text);
  });
  socket.on("me", (text) => socket.emit("me", text));
  socket.on("echo", (...args) => {
    const acknowledge = args.pop();
    acknowledge(...args);
  });
  socket.on("join", async (room, acknowledge) => {
    await socket.join(room);
    acknowledge({ ok: true });
  });
  socket.on("say", (room, text) => io.to(room).emit("said", text));
  socket.on("later", async (text) => {
    await Promise.resolve();
    socket.emit("later", text);
  });
  socket.on("ask", () =>
    socket.emit("question", "2+2?", (answer) => socket.emit("got", answer)),
  );
  socket.on("kick", () => socket.disconnect());
  socket.on("throw", () => {
    throw new Error("This handler fails.");
  });
});

io.of("/admin").use((socket, next) => {
  if (socket.handshake.auth.token === "s3cret") return next();
  const refusal = new Error("not authorized");
  refusal.data = { code: "E_AUTH" };
  next(refusal);
});
io.of("/admin").on("connection", (socket) => {
  socket.on("stats", (acknowledge) => acknowledge({ n: 1 }));
});
