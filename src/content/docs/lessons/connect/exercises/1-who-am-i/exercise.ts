import { doesNotReceive, receives } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { socketIdsOf } from "#lab/trace/questions.ts";
import { ask } from "./client.jsx";

export default defineExercise({
  title: "Who am I?",
  task: "When a client emits `who-am-i`, the server answers with `you-are` and the id of that client’s socket. No other client receives the answer.",
  lab: () =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-asks": does("Alice", "Alice asks who she is", ask),
        "bob-asks": does("Bob", "Bob asks who he is", ask),
      },
    }),
  script: ["alice-asks", "bob-asks"],
  checks: {
    "alice-told": {
      says: "Alice receives `you-are` with her own id",
      ask: receives({
        action: "alice-asks",
        event: "you-are",
        args: (_word, trace) => [socketIdsOf(trace, "Alice").at(-1)],
        who: ["Alice"],
        until: "bob-asks",
      }),
      question:
        "Which object stands for the client whose event is being handled, and what does it know of itself?",
      idea: "The server’s end of a connection has the same id as the client’s end. Emit it under the name that the task gives.",
      link: {
        to: "#watch-a-connection-being-made",
        text: "The two ids of a connection",
      },
    },
    "bob-told": {
      says: "Bob receives `you-are` with his own id",
      ask: receives({
        action: "bob-asks",
        event: "you-are",
        args: (_word, trace) => [socketIdsOf(trace, "Bob").at(-1)],
        who: ["Bob"],
      }),
      question: "Does every client get the id of its own socket?",
      idea: "The handler runs once for each question. What it answers must depend on who asked.",
    },
    "nobody-else": {
      says: "Bob doesn’t receive the answer to Alice",
      ask: doesNotReceive({
        action: "alice-asks",
        event: "you-are",
        who: ["Bob"],
        until: "bob-asks",
      }),
      question: "Whom does the call reach that sends your answer?",
      idea: "One call answers a single client, another reaches everyone. In the picture, one packet goes back to Alice, and none goes to Bob.",
    },
  },
  mistakes: {
    everyone: { fails: "nobody-else" },
    "no-id": { fails: "alice-told" },
    "same-event": { fails: "alice-told" },
  },
});
