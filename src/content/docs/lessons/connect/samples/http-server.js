import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer((request, response) => {
  response.end("Here is the page.");
});
const io = new Server(httpServer);

io.on("connection", (socket) => {
  console.log(socket.id, "is here");
});

httpServer.listen(3000);
