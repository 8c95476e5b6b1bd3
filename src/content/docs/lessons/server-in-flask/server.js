import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("hello", (data) => {
    socket.emit("greeting", { text: `Hello ${data.name}` });
  });

  socket.on("add", (a, b) => {
    socket.emit("sum", a + b);
  });

  socket.on("message", (text) => {
    socket.send(`You sent ${text}`);
  });

  socket.on("start", () => {
    countDown(socket.id, 3);
  });
});

function countDown(id, n) {
  if (n === 0) return io.to(id).emit("done");
  io.emit("tick", n);
  setTimeout(() => countDown(id, n - 1), 400);
}
