import { Server } from "socket.io";

const io = new Server(3000, { pingInterval: 300, pingTimeout: 200 });

// The suite speaks to Engine.IO alone: each message comes back as it is.
io.engine.removeAllListeners("connection");
io.engine.on("connection", (socket) => {
  socket.on("data", (data) => socket.send(data));
});
