import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  // #region throws
  socket.on("throws", () => {
    throw new Error("This handler fails.");
  });
  // #endregion

  // Tells a test that all before it is done.
  socket.on("end", (done) => done());
});
