import { defineLab, does } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import {
  askToCount,
  cryOnce,
  poke,
  sendBytes,
  sendMap,
  sendSeven,
  sendWord,
} from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob"],
  actions: {
    "alice-sends-a-word": does("Alice", "Alice sends a word", (socket) =>
      sendWord(socket, "hello"),
    ),
    "alice-sends-seven-values": does(
      "Alice",
      "Alice sends seven values",
      sendSeven,
    ),
    "alice-sends-a-map": does("Alice", "Alice sends a Map", sendMap),
    "alice-sends-bytes": does("Alice", "Alice sends bytes", sendBytes),
    "bob-asks-to-count": does(
      "Bob",
      "Bob asks the server to count",
      askToCount,
    ),
    "alice-pokes-bob": does("Alice", "Alice pokes Bob", poke),
    "bob-cries-once": does("Bob", "Bob listens once", cryOnce),
  },
  predictions: {
    "who-hears-the-answer": {
      question:
        "Alice sends a word, and the server's handler emits. Who gets the answer?",
      options: ["Alice", "Bob"],
      action: "alice-sends-a-word",
      observe: (trace, actionHop) => receivers(trace, actionHop, "answer"),
      because:
        "This emit answers one client: the one whose event the handler is handling.",
    },
    "off-stops-the-packet": {
      question:
        "Untick Bob's “Listen to pokes”. Alice pokes. Does the packet still reach Bob?",
      options: ["Yes", "No"],
      action: "alice-pokes-bob",
      observe: (trace, actionHop) => {
        const who = receivers(trace, actionHop, "poke");
        return who && [who.includes("Bob") ? "Yes" : "No"];
      },
      because:
        "off takes a function off a list in Bob's page; the server knows nothing of it.",
    },
  },
});
