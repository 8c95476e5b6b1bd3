import { Server } from "socket.io";

const io = new Server(3000, {
  connectionStateRecovery: {
    maxDisconnectionDuration: 2 * 60 * 1000,
  },
});

io.on("connection", (socket) => {
  if (!socket.recovered) {
    socket.data.count = 0;
    socket.join("team");
    socket.emit("welcome");
  }

  socket.on("say", ({ from, text }) => {
    socket.data.count += 1;
    io.to("team").emit("said", { from, text, count: socket.data.count });
  });
});
