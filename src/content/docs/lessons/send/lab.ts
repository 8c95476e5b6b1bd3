import { defineLab } from "#lab/lesson.ts";
import { consequences } from "#lab/trace/questions.ts";
import { isHandler, type TraceView } from "#lab/trace/trace.ts";
import { emitMessage, say, tellTyping } from "./client.jsx";

/** The events whose handlers the server ran because of an action. */
const handled = (trace: TraceView, actionHop: number): string[] | undefined => {
  const events = consequences(trace, actionHop)
    .filter(isHandler)
    .map((hop) => hop.step.event);
  return events.length > 0 ? events : undefined;
};

export default defineLab({
  clients: ["Alice", "Bob"],
  actions: {
    "alice-sends": {
      label: "Alice sends hello",
      who: "Alice",
      run: (socket) => {
        say(socket, "hello");
      },
    },
    "alice-emits-message": {
      label: "Alice emits message",
      who: "Alice",
      run: (socket) => {
        emitMessage(socket, "hello");
      },
    },
    "bob-sends": {
      label: "Bob sends hi",
      who: "Bob",
      run: (socket) => {
        say(socket, "hi");
      },
    },
    "alice-types": {
      label: "Alice is typing",
      who: "Alice",
      run: tellTyping,
    },
  },
  predictions: {
    "which-event-name": {
      question:
        'Alice calls socket.send("hello"). Which event name does the server see?',
      options: ["send", "message", "hello", "none"],
      action: "alice-sends",
      observe: handled,
      because:
        "send is emit with the event name already filled in, and that name is message.",
    },
    "which-handler": {
      question: "Alice emits typing. Which of the server's handlers run?",
      options: ["message", "typing"],
      action: "alice-types",
      observe: handled,
      because:
        "A handler hears the one event it is registered for; message is no catch-all.",
    },
  },
});
