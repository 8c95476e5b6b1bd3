import { defineLab, does } from "#lab/lesson.ts";
import { handledEvents } from "#lab/trace/questions.ts";
import { emitMessage, say, tellTyping } from "./client.jsx";

export default defineLab({
  clients: ["Alice", "Bob"],
  actions: {
    "alice-sends": does("Alice", "Alice sends hello", (socket) =>
      say(socket, "hello"),
    ),
    "alice-emits-message": does("Alice", "Alice emits message", (socket) =>
      emitMessage(socket, "hello"),
    ),
    "bob-sends": does("Bob", "Bob sends hi", (socket) => say(socket, "hi")),
    "alice-types": does("Alice", "Alice is typing", tellTyping, {
      order: "Start typing",
    }),
  },
  predictions: {
    "which-event-name": {
      question:
        'Alice calls socket.send("hello"). Which event name does the server see?',
      options: ["send", "message", "hello", "none"],
      action: "alice-sends",
      observe: handledEvents,
      because:
        "send is emit with the event name already filled in, and that name is message.",
    },
    "which-handler": {
      question: "Alice emits typing. Which of the server's handlers run?",
      options: ["message", "typing"],
      action: "alice-types",
      observe: handledEvents,
      because:
        "A handler hears the one event it is registered for; message is no catch-all.",
    },
  },
});
