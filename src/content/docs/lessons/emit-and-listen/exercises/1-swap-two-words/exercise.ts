import { doesNotReceive, receives } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { swap } from "./client.jsx";

export default defineExercise({
  title: "Swap two words",
  task: "When a client emits `swap` with two words, the server emits `swapped` to that client: the same two words in the other order, as two values.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-swaps": does("Alice", "Alice swaps two words", (socket) =>
          swap(socket, word("one"), word("two")),
        ),
      },
    }),
  script: ["alice-swaps"],
  checks: {
    "alice-receives": {
      says: "Alice receives `swapped` with two values, in the other order",
      ask: receives({
        action: "alice-swaps",
        event: "swapped",
        args: (word) => [word("two"), word("one")],
        who: ["Alice"],
      }),
      question:
        "Compare the two packets. Where does each value stand, and are there brackets that shouldn’t be there?",
      idea: "An event’s packet is one array: the name, then the values. Two values are two more items of that array. A list as one value is an array inside it.",
      link: { to: "#emit-other-things", text: "Emit other things" },
    },
    "bob-left-out": {
      says: "Bob doesn’t receive `swapped`",
      ask: doesNotReceive({
        action: "alice-swaps",
        event: "swapped",
        who: ["Bob"],
      }),
      question: "Whom does your call reach: one client, or everyone?",
      idea: "The answer is for the client whose event is being handled. In the picture, one packet goes back to Alice.",
      link: { to: "#emit-a-word", text: "Emit a word" },
    },
  },
  mistakes: {
    "one-array": { fails: "alice-receives" },
    "same-order": { fails: "alice-receives" },
    everyone: { fails: "bob-left-out" },
  },
});
