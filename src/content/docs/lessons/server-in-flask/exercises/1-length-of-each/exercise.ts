import { doesNotReceive, receives } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { measure } from "./client.jsx";

export default defineExercise({
  title: "The length of each word",
  task: "When a client emits `measure` with one word or several, the server answers that client with `lengths`: as many arguments as there were words, each the length of its word. No other client receives the answer.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-measures-one": does(
          "Alice",
          "Alice measures one word",
          (socket) => measure(socket, word("one")),
        ),
        "alice-measures-three": does(
          "Alice",
          "Alice measures three words",
          (socket) =>
            measure(socket, word("two"), word("three"), `${word("four")}!`),
        ),
      },
    }),
  script: ["alice-measures-one", "alice-measures-three"],
  checks: {
    one: {
      says: "Alice’s word comes back as one length",
      ask: receives({
        action: "alice-measures-one",
        event: "lengths",
        args: (word) => [word("one").length],
        who: ["Alice"],
        until: "alice-measures-three",
      }),
      question:
        "Alice emits one value, and wants one number back. Which function of `flask_socketio` answers the client whose event is being handled?",
      idea: "What a client emits after the event’s name are the handler’s arguments. What the handler emits goes to that client. One value is one argument for her.",
      link: { to: "#arguments", text: "Arguments" },
    },
    three: {
      says: "Alice’s three words come back as three lengths",
      ask: receives({
        action: "alice-measures-three",
        event: "lengths",
        args: (word) => [
          word("two").length,
          word("three").length,
          word("four").length + 1,
        ],
        who: ["Alice"],
      }),
      question:
        "How many arguments does your handler take, and how many does it send? Count the values after `lengths` in the packet.",
      idea: "A Python function can take any number of arguments. To send several, hand them to the emit as a tuple: a list is one argument, an array on the other side.",
      link: { to: "#arguments", text: "Arguments" },
    },
    "bob-left-out": {
      says: "Bob doesn’t receive the answer",
      ask: doesNotReceive({
        action: "alice-measures-one",
        event: "lengths",
        who: ["Bob"],
      }),
      question: "Whom does your emit reach besides Alice?",
      idea: "In a handler, an emit without further keywords goes back to the client that asked. In the picture, one packet goes to Alice, and none to Bob.",
      link: { to: "#emit-in-a-handler", text: "emit in a handler" },
    },
  },
  mistakes: {
    "one-list": { fails: "one" },
    everyone: { fails: "bob-left-out" },
    "the-first-alone": { fails: "three" },
    "all-together": { fails: "three" },
  },
});
