import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  const by = socket.conn.transport.name;

  socket.on("which-transport", (done) => {
    done(by);
  });
});
