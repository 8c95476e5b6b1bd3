import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.data.count = 0;
  socket.join("team");
  socket.emit("welcome");

  socket.on("say", ({ from, text }) => {
    socket.data.count += 1;
    io.to("team").emit("said", { from, text, count: socket.data.count });
  });
});
