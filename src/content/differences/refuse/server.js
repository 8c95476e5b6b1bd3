import { Server } from "socket.io";

const io = new Server(3000);

// #region refuse
io.use((socket, next) => {
  const error = new Error("not authorized");
  error.data = { code: "E_AUTH" };
  next(socket.handshake.auth.token === "s3cret" ? undefined : error);
});
// #endregion
