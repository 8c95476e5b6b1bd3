import { Server } from "socket.io";

// #region welcome-after
const io = new Server(3000);

io.on("connection", (socket) => {
  socket.emit("welcome");
});
// #endregion
