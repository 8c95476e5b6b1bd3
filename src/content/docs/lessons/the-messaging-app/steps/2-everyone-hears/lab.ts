import { defineLab, does } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { say } from "../1-it-runs/client.jsx";

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      say(socket, { room: "general", from: "Alice", text: "hello" }),
    ),
  },
  predictions: {
    "who-receives": {
      question:
        "Carol is in the kitchen and listens to newMessage/kitchen only. Alice says hello in general. Who gets the packet?",
      options: ["Alice", "Bob", "Carol"],
      action: "alice-says-hello",
      observe: (trace, hop) => receivers(trace, hop),
      because:
        "A broadcast goes to everyone who is connected, whatever names they listen to. Carol's page gets it and drops it.",
    },
  },
});
