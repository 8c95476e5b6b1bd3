import { defineLab, does } from "#lab/lesson.ts";
import { eventsOf, notesSince, receivers } from "#lab/trace/questions.ts";
import { add, hello, say, start } from "./client.jsx";

const CLIENTS = ["Alice", "Bob"] as const;

const SUM = "A sum";
const NOTHING = "Nothing";

export default defineLab({
  clients: CLIENTS,
  actions: {
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      hello(socket, "Alice"),
    ),
    "alice-adds": does("Alice", "Alice adds 2 and 3", (socket) =>
      add(socket, 2, 3),
    ),
    "alice-forgets-one": does("Alice", "Alice forgets a number", (socket) =>
      add(socket, 2),
    ),
    "alice-sends": does("Alice", "Alice sends a line", (socket) =>
      say(socket, "a line"),
    ),
    "bob-starts": does("Bob", "Bob starts the countdown", start),
  },
  predictions: {
    "forgotten-number": {
      question:
        "Alice emits add with one number, and the handler takes two. What comes back to her?",
      options: [SUM, "An error", NOTHING],
      action: "alice-forgets-one",
      observe: (trace, actionHop) => {
        const sum = {
          direction: "in",
          event: "sum",
          since: actionHop,
        } as const;
        if (eventsOf(trace, sum).length > 0) return [SUM];
        // The lab says where a handler has failed; the client is told nothing.
        return notesSince(trace, actionHop).length > 0 ? [NOTHING] : undefined;
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
