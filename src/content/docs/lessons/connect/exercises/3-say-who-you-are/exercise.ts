import { acknowledges } from "#lab/exercise/checks.ts";
import { sends, sendsInOrder } from "#lab/exercise/client-checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { calls, defineLab, does } from "#lab/lesson.ts";

const EVERYONE = ["Alice", "Bob"] as const;

export default defineExercise({
  title: "Say who you are",
  task: "This time you write the client. Each time it’s connected, it emits `i-am` with its name: the first time, and again after every reconnect. To the server a client that comes back is a new socket, and it knows only what that socket has told it.",
  lab: () =>
    defineLab({
      clients: EVERYONE,
      actions: {
        "alice-reconnects": does(
          "Alice",
          "Alice disconnects and connects again",
          calls("reconnect"),
        ),
        "alice-asks": does(
          "Alice",
          "Alice asks the server who she is",
          calls("ask"),
        ),
      },
    }),
  script: ["alice-reconnects", "alice-asks"],
  checks: {
    "says-it-first": {
      says: "Alice and Bob emit `i-am` with their names when they connect",
      ask: sendsInOrder({
        until: "alice-reconnects",
        event: "i-am",
        each: (_word, _trace, client) => [[client]],
        who: EVERYONE,
      }),
      question:
        "Which event tells a client that it’s connected, and what does your handler for it do?",
      idea: "`connect` is an event like any other: a handler that listens for it runs each time the client is connected. What it emits is the first packet after the `40`.",
      link: { to: "#connect-and-disconnect", text: "Connect and disconnect" },
    },
    "says-it-again": {
      says: "Alice emits `i-am` once more when she’s back",
      ask: sends({
        action: "alice-reconnects",
        until: "alice-asks",
        event: "i-am",
        args: () => ["Alice"],
        who: ["Alice"],
      }),
      question:
        "Alice has a new socket id now. What in your code runs again when she’s connected a second time, and what has run for the last time?",
      idea: "An effect runs when the component appears, not when the connection does. A handler for `connect` runs after each connection, if it’s still registered.",
      link: { to: "#connect-and-disconnect", text: "Connect and disconnect" },
    },
    "is-known": {
      says: "The server knows that she is Alice",
      ask: acknowledges({ action: "alice-asks", args: () => ["Alice"] }),
      question: "What has Alice’s new socket told the server?",
      idea: "The server keeps the name with the socket. A new socket has none until its client says it.",
    },
  },
  mistakes: {
    "when-it-is-drawn-first": { fails: "says-it-again" },
    once: { fails: "says-it-again" },
    "while-it-is-drawn": { fails: "says-it-first" },
    "no-name": { fails: "says-it-first" },
  },
});
