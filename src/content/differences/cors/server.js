import { Server } from "socket.io";

// #region cors
const io = new Server(3000, {
  cors: { origin: "http://localhost:5173" },
});
// #endregion

io.on("connection", () => {});
