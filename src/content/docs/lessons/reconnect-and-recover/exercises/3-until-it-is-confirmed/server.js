import { Server } from "socket.io";

const io = new Server(3000);
const orders = new Map();

io.on("connection", (socket) => {
  socket.on("order", (id, text, done) => {
    // The same order a second time changes nothing.
    orders.set(id, text);
    done(orders.size);
  });
});
