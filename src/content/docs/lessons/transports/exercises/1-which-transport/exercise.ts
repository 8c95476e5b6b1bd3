import { acknowledges, wentBy } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { ask } from "./client.jsx";

export default defineExercise({
  title: "Which transport?",
  task: "When a client emits `which-transport`, the server acknowledges it with the name of the transport that the client is on at that moment. Alice’s connection is upgraded to WebSocket; Bob’s stays on long-polling.",
  lab: () =>
    defineLab({
      clients: ["Alice", "Bob"],
      protocol: "once all are connected",
      options: {
        Alice: { transports: ["polling", "websocket"] },
        Bob: { transports: ["polling"], upgrade: false },
      },
      actions: {
        "bob-asks": does("Bob", "Bob asks for his transport", (socket) =>
          ask(socket),
        ),
        "alice-asks": does("Alice", "Alice asks for hers", (socket) =>
          ask(socket),
        ),
      },
    }),
  script: ["bob-asks", "alice-asks"],
  checks: {
    "bob-polls": {
      says: "Bob’s question is acknowledged with `polling`",
      ask: wentBy(
        "polling",
        "bob-asks",
        acknowledges({ action: "bob-asks", args: () => ["polling"] }),
      ),
      question:
        "Who asks here: Alice or Bob? What does the server’s end of that client’s connection know?",
      idea: "Each client has a connection of its own, and the server can look up which transport carries it. The lesson’s server does so for every message. What it finds becomes the acknowledgement, not an event.",
      link: { to: "#_top", text: "The server of this lesson" },
    },
    "alice-upgraded": {
      says: "Alice, who was upgraded, gets `websocket`",
      ask: wentBy(
        "websocket",
        "alice-asks",
        acknowledges({ action: "alice-asks", args: () => ["websocket"] }),
      ),
      question:
        "Alice’s connection began with long-polling. When does your program look at her transport: as she connects, or as she asks?",
      idea: "A transport can change while a connection lasts. What you noted when the client connected may be out of date, so look when the question comes.",
      link: { to: "#the-upgrade", text: "The upgrade" },
    },
  },
  mistakes: {
    "always-websocket": { fails: "bob-polls" },
    "as-it-began": { fails: "alice-upgraded" },
    "what-it-could-be": { fails: "bob-polls" },
  },
});
