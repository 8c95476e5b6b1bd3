import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("swap", (one, two) => {
    // Answer with both words, in the other order.
  });
});
