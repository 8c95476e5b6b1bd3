import { defineLab } from "#lab/lesson.ts";
import { say } from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": {
      label: "Alice says hello",
      who: "Alice",
      run: (socket) => {
        say(socket, { from: "Alice", text: "hello" });
      },
    },
  },
});
