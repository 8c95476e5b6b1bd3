import { defineLab, does } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { say } from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      say(socket, { room: "general", from: "Alice", text: "hello" }),
    ),
  },
  predictions: {
    "who-hears": {
      question: "Alice says hello in general. Who gets the answer?",
      options: ["Alice", "Bob", "Carol"],
      action: "alice-says-hello",
      observe: (trace, hop) => receivers(trace, hop),
      because:
        "The handler answers the client that it runs for. Nobody told the server to tell anyone else.",
    },
  },
});
