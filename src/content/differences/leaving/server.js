import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("join", (room) => socket.join(room));

  // #region kick
  socket.on("kick", () => {
    socket.disconnect();
  });
  // #endregion

  // #region reason
  socket.on("disconnect", (reason) => {
    io.emit("left", reason);
  });
  // #endregion

  // #region rooms
  socket.on("disconnect", () => {
    io.emit("was in", [...socket.rooms]);
  });
  // #endregion
});
