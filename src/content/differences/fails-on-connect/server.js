import { Server } from "socket.io";

const io = new Server(3000);

// #region fails-on-connect
io.on("connection", () => {
  throw new Error("This handler fails.");
});
// #endregion
