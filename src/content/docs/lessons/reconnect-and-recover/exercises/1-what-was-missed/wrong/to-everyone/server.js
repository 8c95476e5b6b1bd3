import { Server } from "socket.io";

const io = new Server(3000);

const texts = [];

io.on("connection", (socket) => {
  socket.on("say", (text) => {
    texts.push(text);
    io.emit("said", texts.length, text);
  });

  socket.on("catch-up", (after) => {
    texts.slice(after).forEach((text, i) => {
      io.emit("said", after + i + 1, text);
    });
  });
});
