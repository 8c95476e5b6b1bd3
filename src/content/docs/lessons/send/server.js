import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("message", (text) => {
    socket.broadcast.emit("message", text);
    socket.send("The server passed it on");
  });

  socket.on("typing", (isTyping) => {
    socket.broadcast.emit("typing", isTyping);
  });
});
