import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("i-am", (name) => {
    socket.data.name = name;
  });

  socket.on("who-am-i", (done) => {
    done(socket.data.name ?? "nobody");
  });
});
