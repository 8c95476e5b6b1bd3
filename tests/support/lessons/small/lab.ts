import { defineLab, does } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { say } from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob"],
  actions: {
    "bob-says": does("Bob", "Bob says hi", (socket) => say(socket, "hi")),
  },
  predictions: {
    "who-hears": {
      question: "Bob says hi. Who receives it?",
      options: ["Alice", "Bob"],
      action: "bob-says",
      observe: (trace, actionHop) => receivers(trace, actionHop, "message"),
      because: "The server passes it on to everyone but the one who spoke.",
    },
  },
});
