import { io } from "socket.io-client";

const socket = io("http://localhost:3000");

socket.on("connect", () => {
  // Wrong: each connect adds one more listener to those that are there.
  socket.on("welcome", (id) => console.log("inside", id));
});

// Right: registered once, it serves every connection of this socket.
socket.on("welcome", (id) => console.log("outside", id));
