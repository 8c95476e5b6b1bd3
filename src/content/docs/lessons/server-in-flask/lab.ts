import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import { defineLab } from "#lab/lesson.ts";
import { carriesEvent, receivers } from "#lab/trace/questions.ts";
import { add, hello, say, start } from "./client.jsx";

const CLIENTS = ["Alice", "Bob"] as const;

const SUM = "A sum";
const NOTHING = "Nothing";

const isSum = (hop: Hop): hop is FrameHop =>
  hop.kind === "frame" && hop.direction === "in" && carriesEvent(hop, "sum");

export default defineLab({
  clients: CLIENTS,
  actions: {
    "alice-says-hello": {
      label: "Alice says hello",
      who: "Alice",
      run: (socket) => {
        hello(socket, "Alice");
      },
    },
    "alice-adds": {
      label: "Alice adds 2 and 3",
      who: "Alice",
      run: (socket) => {
        add(socket, 2, 3);
      },
    },
    "alice-forgets-one": {
      label: "Alice forgets a number",
      who: "Alice",
      run: (socket) => {
        add(socket, 2);
      },
    },
    "alice-sends": {
      label: "Alice sends a line",
      who: "Alice",
      run: (socket) => {
        say(socket, "a line");
      },
    },
    "bob-starts": {
      label: "Bob starts the countdown",
      who: "Bob",
      run: start,
    },
  },
  predictions: {
    "forgotten-number": {
      question:
        "Alice emits add with one number, and the handler takes two. What comes back to her?",
      options: [SUM, "An error", NOTHING],
      action: "alice-forgets-one",
      observe: (trace, actionHop) => {
        const since = trace.hops.slice(actionHop);
        if (since.some(isSum)) return [SUM];
        // The lab says where a handler has failed; the client is told nothing.
        return since.some(({ kind }) => kind === "note")
          ? [NOTHING]
          : undefined;
      },
      because:
        "In Python a missing argument is a TypeError: the handler does not run, and only the server's log says so. In JavaScript it is undefined, so the handler runs and answers with a sum that is none.",
    },
    "who-hears-the-ticks": {
      question:
        "Bob starts the countdown, which runs outside of any handler. Who gets its first tick?",
      options: CLIENTS,
      action: "bob-starts",
      observe: (trace, actionHop) => {
        const who = receivers(trace, actionHop, "tick");
        // The countdown goes on after the handler that started it has ended.
        return who?.length ? who : undefined;
      },
      because:
        "Outside of a handler there is no client that an emit could mean, so the server's own emit goes to everyone, unless it is told whom.",
    },
  },
});
