import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("which-transport", (done) => {
    done(socket.conn.server.opts.transports);
  });
});
