import { Server } from "socket.io";

// #region recovery
const io = new Server(3000, { connectionStateRecovery: {} });

io.on("connection", (socket) => {
  socket.on("everyone", () => {
    io.emit("news");
  });
});
// #endregion
