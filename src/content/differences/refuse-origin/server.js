import { Server } from "socket.io";

// #region refuse-origin
const io = new Server(3000, {
  allowRequest: ({ headers }, decide) => {
    const { origin, host } = headers;
    decide(null, !origin || new URL(origin).host === host);
  },
});
// #endregion

io.on("connection", () => {});
