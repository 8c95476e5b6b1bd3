import { sends, sendsInOrder } from "#lab/exercise/client-checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { breaks, calls, defineLab, does } from "#lab/lesson.ts";

export default defineExercise({
  title: "Until it’s confirmed",
  task: "Write the client’s `order`. It emits `order` with an id and a text, and asks for an acknowledgement. If none has come after 300 ms, it emits the same order again, and so on until one comes. The server keeps orders by their id, so an order that arrives twice does no harm.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-loses-an-answer": breaks(
          "Alice",
          "Lose Alice’s next acknowledgement",
          ({ client }) => client("Alice").faults.loseNextAck(),
        ),
        "alice-orders": does(
          "Alice",
          "Alice orders",
          calls("order", word("id"), word("tea")),
        ),
        "bob-orders": does(
          "Bob",
          "Bob orders",
          calls("order", word("other id"), word("cake")),
        ),
      },
    }),
  script: ["alice-loses-an-answer", "alice-orders", "bob-orders"],
  checks: {
    "alice-again": {
      says: "Alice, whose acknowledgement was lost, emits the same `order` twice",
      ask: sendsInOrder({
        action: "alice-orders",
        until: "bob-orders",
        event: "order",
        each: (word) => [
          [word("id"), word("tea")],
          [word("id"), word("tea")],
        ],
        who: ["Alice"],
      }),
      question:
        "The server has handled Alice’s order, but she can’t know. How does she notice that no acknowledgement comes?",
      idea: "With `socket.timeout(300)`, `emitWithAck` rejects when no acknowledgement has come after 300 ms. What’s caught there can be tried again, with the same id: it’s still the same order.",
    },
    "bob-once": {
      says: "Bob, whose acknowledgement comes, emits `order` once",
      ask: sends({
        action: "bob-orders",
        event: "order",
        args: (word) => [word("other id"), word("cake")],
        who: ["Bob"],
      }),
      question: "What stops your code from sending once more?",
      idea: "When `emitWithAck` resolves, the order is confirmed, and there’s nothing left to do.",
    },
  },
  mistakes: {
    "gives-up": { fails: "alice-again" },
    "another-id": { fails: "alice-again" },
    "always-twice": { fails: "bob-once" },
  },
});
