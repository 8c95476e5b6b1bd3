import { Server } from "socket.io";

// #region webtransport
const io = new Server(3000, {
  transports: ["polling", "websocket", "webtransport"],
});
// #endregion

io.on("connection", () => {});
