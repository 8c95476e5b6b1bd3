import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("join", (room) => socket.join(room));

  // Tells a test that all before it is done.
  socket.on("end", (done) => done());

  // #region kick
  socket.on("kick", () => {
    socket.disconnect();
  });
  // #endregion

  // #region rooms-before
  socket.on("disconnecting", () => {
    const rooms = [...socket.rooms].filter((room) => room !== socket.id);
    io.emit("was in before", rooms);
  });
  // #endregion

  // #region lost
  // #region reason
  socket.on("disconnect", (reason) => {
    io.emit("left", reason);
  });
  // #endregion
  // #endregion

  // #region rooms
  socket.on("disconnect", () => {
    io.emit("was in", [...socket.rooms]);
  });
  // #endregion
});
