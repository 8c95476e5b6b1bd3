import { defineLab, does } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { announce, comeBack, leave, note, say } from "./client.jsx";

const EVERYONE = ["Alice", "Bob", "Carol"] as const;

export default defineLab({
  clients: EVERYONE,
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      say(socket, { from: "Alice", text: "hello" }),
    ),
    "alice-counts": does("Alice", "Alice counts to three", (socket) => {
      for (const text of ["one", "two", "three"])
        say(socket, { from: "Alice", text });
    }),
    "bob-announces": does("Bob", "Bob announces lunch", (socket) =>
      announce(socket, { from: "Bob", text: "lunch" }),
    ),
    "carol-notes": does("Carol", "Carol makes a note", (socket) =>
      note(socket, { from: "Carol", text: "buy milk" }),
    ),
    "carol-leaves": does("Carol", "Carol leaves", leave),
    "carol-comes-back": does("Carol", "Carol comes back", comeBack),
  },
  predictions: {
    "who-hears-broadcast": {
      question:
        "Alice says hello, and the server's handler for chat runs. Who gets the event?",
      options: EVERYONE,
      action: "alice-says-hello",
      observe: (trace, actionHop) => receivers(trace, actionHop, "chat"),
      because:
        "This handler reaches every connected client but the one whose event it is handling.",
    },
    "who-hears-io-emit": {
      question:
        "Bob announces lunch, and the server's handler for announce runs. Who gets the event?",
      options: EVERYONE,
      action: "bob-announces",
      observe: (trace, actionHop) => receivers(trace, actionHop, "announce"),
      because: "Everyone means everyone who is connected, and that is Bob too.",
    },
  },
});
