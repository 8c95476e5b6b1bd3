import { defineLab, does } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { say } from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      say(socket, { room: "general", from: "Alice", text: "hello" }),
    ),
    "carol-asks": does("Carol", "Carol asks the kitchen", (socket) =>
      say(socket, { room: "kitchen", from: "Carol", text: "is there milk?" }),
    ),
  },
  predictions: {
    "who-receives": {
      question: "Alice says hello in general. Who gets the packet now?",
      options: ["Alice", "Bob", "Carol"],
      action: "alice-says-hello",
      observe: (trace, hop) => receivers(trace, hop),
      because:
        "The server sends to the sockets that are in the room. Alice's is one of them.",
    },
  },
});
