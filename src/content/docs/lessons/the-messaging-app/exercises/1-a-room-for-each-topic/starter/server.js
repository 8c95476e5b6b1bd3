import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("enter", (room) => {
    // Put this client into the room.
  });

  socket.on("say", (room, text) => {
    // Tell the others in the room.
  });
});
