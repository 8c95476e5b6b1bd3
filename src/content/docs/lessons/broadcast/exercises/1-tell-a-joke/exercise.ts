import {
  doesNotReceive,
  nobodyReceives,
  receives,
} from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { keepSecret, tellJoke } from "./client.jsx";

const EVERYONE = ["Alice", "Bob", "Carol"] as const;

export default defineExercise({
  title: "Tell a joke",
  task: "When a client emits `joke`, everyone else receives it, and the client who told it doesn’t. When a client emits `secret`, nobody receives it.",
  lab: (word) =>
    defineLab({
      clients: EVERYONE,
      actions: {
        "alice-tells-a-joke": does("Alice", "Alice tells a joke", (socket) =>
          tellJoke(socket, word("joke")),
        ),
        "bob-keeps-a-secret": does("Bob", "Bob tells a secret", (socket) =>
          keepSecret(socket, word("secret")),
        ),
      },
    }),
  script: ["alice-tells-a-joke", "bob-keeps-a-secret"],
  checks: {
    "others-receive": {
      says: "Bob and Carol receive `joke`",
      ask: receives({
        action: "alice-tells-a-joke",
        event: "joke",
        args: (word) => [word("joke")],
        who: ["Bob", "Carol"],
      }),
      question:
        "Alice’s `joke` reaches the server and stops there. What must the handler do so that somebody else gets it?",
      idea: "A handler reaches other clients only by emitting again. The lesson has one call for each audience: the sender, everyone, and everyone but the sender.",
      link: { to: "#three-calls", text: "Three calls" },
    },
    "alice-left-out": {
      says: "Alice doesn’t receive her own `joke`",
      ask: doesNotReceive({
        action: "alice-tells-a-joke",
        event: "joke",
        who: ["Alice"],
      }),
      question:
        "Two calls reach Bob and Carol. Which of them leaves out the client whose event is being handled?",
      idea: "Inside the handler, one of the calls starts from that client and goes to all the others. In the picture, two packets leave the server: none goes back to Alice.",
      link: { to: "#three-calls", text: "Three calls" },
    },
    "secret-kept": {
      says: "Nobody receives `secret`",
      ask: nobodyReceives({ action: "bob-keeps-a-secret", who: EVERYONE }),
      question:
        "What makes the server pass an event on? Does it do that by itself?",
      idea: "A server passes nothing on unless a handler emits. In the picture, Bob’s packet goes to the server, and no packet leaves it.",
    },
  },
  mistakes: {
    everyone: { fails: "alice-left-out" },
    "only-the-sender": { fails: "others-receive" },
    "secret-too": { fails: "secret-kept" },
  },
});
