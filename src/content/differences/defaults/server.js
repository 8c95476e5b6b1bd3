import { Server } from "socket.io";

// #region defaults
// #region defaults-websocket
// #region defaults-namespace
// #region defaults-session
const io = new Server(3000);
// #endregion
// #endregion
// #endregion
// #endregion

io.on("connection", () => {});
