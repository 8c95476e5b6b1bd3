import { doesNotReceive, receivesInOrder } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { catchUp, say } from "./client.jsx";

const WORDS = ["one", "two", "three"] as const;

export default defineExercise({
  title: "What was missed",
  task: "The server keeps each text that a client says, and sends it to everyone as `said`: its place, counted from 1, and the text. When a client emits `catch-up` with the last place it has, the server sends that client every later text, in order, in the same way. Nobody else receives them again.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-says-three-things": does(
          "Alice",
          "Alice says three things",
          (socket) => {
            for (const name of WORDS) say(socket, word(name));
          },
        ),
        "bob-catches-up": does(
          "Bob",
          "Bob catches up from the first",
          (socket) => catchUp(socket, 1),
        ),
      },
    }),
  script: ["alice-says-three-things", "bob-catches-up"],
  checks: {
    "said-to-all": {
      says: "Alice and Bob receive three texts with their places",
      ask: receivesInOrder({
        action: "alice-says-three-things",
        event: "said",
        each: (word) => WORDS.map((name, i) => [i + 1, word(name)]),
        who: ["Alice", "Bob"],
        until: "bob-catches-up",
      }),
      question: "What does the handler of `say` do with each text?",
      idea: "This part is written already: a text is kept, and its place is how many there are by then.",
    },
    "bob-catches-up": {
      says: "Bob, who has the first, receives the second and the third",
      ask: receivesInOrder({
        action: "bob-catches-up",
        event: "said",
        each: (word) => [
          [2, word("two")],
          [3, word("three")],
        ],
        who: ["Bob"],
      }),
      question:
        "Bob says that he has everything up to place 1. Which texts are missing, and which places do they have?",
      idea: "What is kept is a list, and a place counts from 1. The texts after place 1 begin at the second item of the list. Each needs its own place again, not a new one.",
    },
    "alice-left-out": {
      says: "Alice doesn’t receive them again",
      ask: doesNotReceive({
        action: "bob-catches-up",
        event: "said",
        who: ["Alice"],
      }),
      question: "Who missed something? Whom does your call reach?",
      idea: "What one client missed, the others have. In the picture, packets go to Bob alone.",
    },
  },
  mistakes: {
    "all-of-it": { fails: "bob-catches-up" },
    "to-everyone": { fails: "alice-left-out" },
    "counted-anew": { fails: "bob-catches-up" },
    "the-last-alone": { fails: "bob-catches-up" },
  },
});
