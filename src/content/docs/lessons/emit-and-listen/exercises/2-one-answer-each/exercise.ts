import { sends, sendsInOrder } from "#lab/exercise/client-checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { calls, defineLab, does } from "#lab/lesson.ts";

const EVERYONE = ["Alice", "Bob"] as const;

export default defineExercise({
  title: "One answer each",
  task: "Find the bug in this client. For each `news` that it receives, it’s meant to emit `read` once, with the same text. The first time it does. The second `news` is answered more than once, and the third more often still.",
  lab: (word) =>
    defineLab({
      clients: EVERYONE,
      actions: {
        first: does(
          "Alice",
          "Alice publishes something",
          calls("publish", word("first")),
        ),
        second: does(
          "Alice",
          "Alice publishes a second thing",
          calls("publish", word("second")),
        ),
        third: does(
          "Bob",
          "Bob publishes a third",
          calls("publish", word("third")),
        ),
      },
    }),
  script: ["first", "second", "third"],
  checks: {
    "first-read": {
      says: "Alice and Bob each emit `read` once for the first `news`",
      ask: sends({
        action: "first",
        until: "second",
        event: "read",
        args: (word) => [word("first")],
        who: EVERYONE,
      }),
      question: "What does the handler of `news` emit, and with which values?",
      idea: "This works in the code that you begin with: one listener, one `read` with the text that came. If it doesn’t any more, compare the packet with the one that’s expected.",
      link: { to: "#emit-a-word", text: "Emit a word" },
    },
    "later-read": {
      says: "Alice and Bob each emit `read` once for each later `news`",
      ask: sendsInOrder({
        action: "second",
        event: "read",
        each: (word) => [[word("second")], [word("third")]],
        who: EVERYONE,
      }),
      question:
        "How many listeners for `news` does the socket have after the component was drawn a second time?",
      idea: "An effect without a list of dependencies runs each time the component is drawn. Each run adds a listener, and nothing takes the old one away: `socket.off` needs the very function that `socket.on` was given.",
    },
  },
  mistakes: {
    "off-another": { fails: "later-read" },
    "while-it-is-drawn": { fails: "later-read" },
    once: { fails: "later-read" },
    "no-text": { fails: "first-read" },
  },
});
