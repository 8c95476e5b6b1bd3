import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("which-transport", (done) => {
    // Acknowledge with the name of this client's transport.
  });
});
