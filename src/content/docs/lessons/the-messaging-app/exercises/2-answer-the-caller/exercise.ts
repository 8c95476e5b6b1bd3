import { acknowledges, nobodyReceives } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { shout } from "./client.jsx";

export default defineExercise({
  title: "Answer the caller",
  task: "When a client emits `shout` with a word, the server acknowledges it: with the word and an exclamation mark. It emits no event.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-shouts": does("Alice", "Alice shouts a word", (socket) =>
          shout(socket, word("word")),
        ),
      },
    }),
  script: ["alice-shouts"],
  checks: {
    acknowledged: {
      says: "Alice’s `shout` is acknowledged with the word and `!`",
      ask: acknowledges({
        action: "alice-shouts",
        args: (word) => [`${word("word")}!`],
      }),
      question:
        "Alice’s packet has a number after `42`. Which packet carries that number back, and who makes the server send it?",
      idea: "An acknowledgement isn’t an event: it has no name, only the number of the packet that it answers. In Node, the handler is given a function as its last argument. In Flask, the handler’s return value becomes the acknowledgement.",
      link: { to: "#5-sent-or-failed", text: "Sent or failed" },
    },
    "no-event": {
      says: "Nobody receives an event",
      ask: nobodyReceives({ action: "alice-shouts", who: ["Alice", "Bob"] }),
      question: "Does your handler emit anything?",
      idea: "An event that is emitted in answer is one more event. Socket.IO doesn’t connect it with the question.",
    },
  },
  mistakes: {
    "emits-instead": { fails: "acknowledged" },
    "not-as-asked": { fails: "acknowledged" },
    "nothing-to-say": { fails: "acknowledged" },
  },
});
