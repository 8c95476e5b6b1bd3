import { defineLab } from "#lab/lesson.ts";
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
    "alice-sends-a-word": {
      label: "Alice sends a word",
      who: "Alice",
      run: (socket) => {
        sendWord(socket, "hello");
      },
    },
    "alice-sends-seven-values": {
      label: "Alice sends seven values",
      who: "Alice",
      run: sendSeven,
    },
    "alice-sends-a-map": {
      label: "Alice sends a Map",
      who: "Alice",
      run: sendMap,
    },
    "alice-sends-bytes": {
      label: "Alice sends bytes",
      who: "Alice",
      run: sendBytes,
    },
    "bob-asks-to-count": {
      label: "Bob asks the server to count",
      who: "Bob",
      run: askToCount,
    },
    "alice-pokes-bob": {
      label: "Alice pokes Bob",
      who: "Alice",
      run: poke,
    },
    "bob-cries-once": {
      label: "Bob listens once",
      who: "Bob",
      run: cryOnce,
    },
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
