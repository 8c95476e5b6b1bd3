import { Server } from "socket.io";

const io = new Server(3000);

let here = 0;

io.on("connection", (socket) => {
  here += 1;
  io.emit("here", here);

  socket.on("disconnect", () => {
    here -= 1;
    io.emit("here", here);
  });
});
