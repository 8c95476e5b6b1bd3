import { defineLab } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { announce, comeBack, leave, note, say } from "./client.jsx";

const EVERYONE = ["Alice", "Bob", "Carol"] as const;

export default defineLab({
  clients: EVERYONE,
  actions: {
    "alice-says-hello": {
      label: "Alice says hello",
      who: "Alice",
      run: (socket) => {
        say(socket, { from: "Alice", text: "hello" });
      },
    },
    "alice-counts": {
      label: "Alice counts to three",
      who: "Alice",
      run: (socket) => {
        for (const text of ["one", "two", "three"])
          say(socket, { from: "Alice", text });
      },
    },
    "bob-announces": {
      label: "Bob announces lunch",
      who: "Bob",
      run: (socket) => {
        announce(socket, { from: "Bob", text: "lunch" });
      },
    },
    "carol-notes": {
      label: "Carol makes a note",
      who: "Carol",
      run: (socket) => {
        note(socket, { from: "Carol", text: "buy milk" });
      },
    },
    "carol-leaves": {
      label: "Carol leaves",
      who: "Carol",
      run: leave,
    },
    "carol-comes-back": {
      label: "Carol comes back",
      who: "Carol",
      run: comeBack,
    },
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
