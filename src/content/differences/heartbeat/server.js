import { Server } from "socket.io";

// #region heartbeat
const io = new Server(3000, { pingInterval: 10_000, pingTimeout: 5_000 });
// #endregion

io.on("connection", () => {});
