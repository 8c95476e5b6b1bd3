import { io } from "socket.io-client";

const socket = io();

socket.on("connect", () => {
  console.log("connected as", socket.id);
});

socket.on("disconnect", (reason) => {
  console.log("disconnected:", reason);
});
