import { Server } from "socket.io";

// #region allow
const io = new Server(3000, { allowEIO3: true });
// #endregion

io.on("connection", (socket) => {
  socket.emit("welcome");
});
