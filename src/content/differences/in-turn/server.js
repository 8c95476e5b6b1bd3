import { Server } from "socket.io";

// #region in-turn
const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("slow", () => {
    const end = Date.now() + 200;
    while (Date.now() < end); // long work
    socket.emit("news", "slow");
  });

  socket.on("quick", () => {
    socket.emit("news", "quick");
  });
});
// #endregion
