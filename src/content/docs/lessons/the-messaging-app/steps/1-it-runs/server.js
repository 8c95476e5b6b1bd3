import { Server } from "socket.io";

const io = new Server(3000);

const rooms = new Map([
  ["general", []],
  ["kitchen", []],
]);

io.on("connection", (socket) => {
  socket.on("send_message", (data) => {
    const messages = rooms.get(data.room);
    messages.push({ from: data.from, text: data.text });
    socket.emit(`newMessage/${data.room}`, { messages });
  });
});
