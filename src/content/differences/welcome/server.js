import { Server } from "socket.io";

const io = new Server(3000);

// #region welcome
io.on("connection", (socket) => {
  socket.emit("welcome");
});
// #endregion
