import { defineLab } from "#lab/lesson.ts";
import { consequences, carriesEvent } from "#lab/trace/questions.ts";
import { isEmit, isHandler } from "#lab/trace/trace.ts";
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
    "alice-says-hello": {
      label: "Alice says hello",
      who: "Alice",
      run: (socket) => {
        say(socket, hello());
      },
    },
    "alice-sends-twice": {
      label: "Alice sends one message twice",
      who: "Alice",
      run: (socket) => {
        const message = { ...hello(), text: "once" };
        say(socket, message);
        say(socket, message);
      },
    },
  },
  predictions: {
    "how-often": {
      question:
        "Alice sends the same message twice, with the same id. How often does Bob get it?",
      options: TIMES,
      action: "alice-sends-twice",
      observe: (trace, hop) => {
        const all = consequences(trace, hop);
        if (all.filter(isHandler).length < 2) return undefined;
        const sent = all.filter(isEmit).flatMap(({ step }) => step.to);
        const arrived = sent.map((message) => trace.frameOf("in", message));
        if (arrived.some((frame) => frame === undefined)) return undefined;
        const bobs = arrived.filter(
          (frame) => frame?.client === "Bob" && carriesEvent(frame, "messages"),
        );
        return TIMES.slice(bobs.length, bobs.length + 1);
      },
      because:
        "The server found the id among the room's messages and sent nothing the second time.",
    },
  },
});
