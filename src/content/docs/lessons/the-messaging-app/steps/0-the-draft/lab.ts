import { defineLab, does } from "#lab/lesson.ts";
import { say } from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      say(socket, { from: "Alice", text: "hello" }),
    ),
  },
});
