import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("message", (text) => {
    // Pass the text on to the others.
  });
});
