import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("word", (word) => {
    socket.emit("answer", `You said ${word}`);
  });

  socket.on("values", (...values) => {
    socket.emit("kinds", values.map(kindOf));
  });

  socket.on("count", () => {
    for (const n of [3, 2, 1]) socket.emit("tick", n);
  });

  socket.on("poke", () => {
    socket.broadcast.emit("poke");
  });
});

function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (ArrayBuffer.isView(value)) return "bytes";
  return typeof value;
}
