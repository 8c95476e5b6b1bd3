import { Server } from "socket.io";

const io = new Server(3000);

const texts = [];

io.on("connection", (socket) => {
  socket.on("say", (text) => {
    texts.push(text);
    io.emit("said", texts.length, text);
  });

  socket.on("catch-up", (after) => {
    socket.emit("said", texts.length, texts.at(-1));
  });
});
