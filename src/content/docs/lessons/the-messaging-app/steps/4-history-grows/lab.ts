import { defineLab, does } from "#lab/lesson.ts";
import { deliveries, handledEvents } from "#lab/trace/questions.ts";
import { newId, say } from "./client.jsx";

const TIMES = ["Never", "Once", "Twice"];

const hello = () => ({
  id: newId(),
  room: "general",
  from: "Alice",
  text: "hello",
});

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      say(socket, hello()),
    ),
    "alice-sends-twice": does(
      "Alice",
      "Alice sends one message twice",
      (socket) => {
        const message = { ...hello(), text: "once" };
        say(socket, message);
        say(socket, message);
      },
    ),
  },
  predictions: {
    "how-often": {
      question:
        "Alice sends the same message twice, with the same id. How often does Bob get it?",
      options: TIMES,
      action: "alice-sends-twice",
      observe: (trace, hop) => {
        if ((handledEvents(trace, hop)?.length ?? 0) < 2) return undefined;
        const all = deliveries(trace, hop, "messages");
        const bobs = all?.filter((client) => client === "Bob").length;
        return bobs === undefined ? undefined : TIMES.slice(bobs, bobs + 1);
      },
      because:
        "The server found the id among the room's messages and sent nothing the second time.",
    },
  },
});
