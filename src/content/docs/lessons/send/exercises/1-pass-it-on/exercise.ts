import { doesNotReceive, receives } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { say, type } from "./client.jsx";

export default defineExercise({
  title: "Pass it on",
  task: "A client calls `socket.send(text)`: the others receive the text as `message`, and the sender receives nothing. A client emits `typing` with a text: the others receive the same text as `typing`.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      actions: {
        "alice-sends": does("Alice", "Alice sends a text", (socket) =>
          say(socket, word("text")),
        ),
        "bob-types": does("Bob", "Bob is typing", (socket) =>
          type(socket, word("draft")),
        ),
      },
    }),
  script: ["alice-sends", "bob-types"],
  checks: {
    "bob-receives": {
      says: "Bob receives what Alice sent, as `message`",
      ask: receives({
        action: "alice-sends",
        event: "message",
        args: (word) => [word("text")],
        who: ["Bob"],
        until: "bob-types",
      }),
      question:
        "Look at Alice’s packet. Under which name does the event reach the server, and whom does your handler pass it to?",
      idea: "`send` is `emit` with the name filled in. The handler must listen for that name, and emit to the other clients.",
      link: { to: "#the-same-frame", text: "The same frame" },
    },
    "alice-left-out": {
      says: "Alice doesn’t receive her own text",
      ask: doesNotReceive({
        action: "alice-sends",
        event: "message",
        who: ["Alice"],
        until: "bob-types",
      }),
      question: "Which call reaches the others and leaves out the sender?",
      idea: "`send` on the server’s socket goes back to the client who spoke. The others need a broadcast.",
      link: { to: "#listen-for-message", text: "Listen for message" },
    },
    "typing-arrives": {
      says: "Alice receives Bob’s `typing`, under that name",
      ask: receives({
        action: "bob-types",
        event: "typing",
        args: (word) => [word("draft")],
        who: ["Alice"],
      }),
      question:
        "Which name does the event have when it leaves Bob, and which when it reaches Alice?",
      idea: "The server chooses the name of what it emits. Here it should be the one that came.",
      link: { to: "#which-one-to-use", text: "Which one to use" },
    },
    "bob-left-out": {
      says: "Bob doesn’t receive his own `typing`",
      ask: doesNotReceive({
        action: "bob-types",
        event: "typing",
        who: ["Bob"],
      }),
      question: "Is everyone told, or everyone else?",
      idea: "Both handlers reach the same clients: all but the one whose event is being handled.",
    },
  },
  mistakes: {
    "back-to-the-sender": { fails: "bob-receives" },
    "listens-for-send": { fails: "bob-receives" },
    "typing-as-message": { fails: "typing-arrives" },
  },
});
