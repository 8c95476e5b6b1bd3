import { defineExercise, type Run } from "#lab/exercise/exercise.ts";
import { predicts } from "#lab/exercise/reading-checks.ts";
import { breaks, defineLab, type Breakable } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import { eventsOf, type Packet } from "#lab/trace/questions.ts";
import type { TraceView } from "#lab/trace/trace.ts";

const NUMBERS = ["1", "2", "3", "4"] as const;

/** Has a client connect or disconnect: over when each of these has heard how many are here. */
const moves =
  (who: ClientName, to: "connect" | "disconnect", hear: ClientName[]) =>
  async ({ client }: Breakable): Promise<void> => {
    const heard = hear.map(
      (name) =>
        new Promise((resolve) => client(name).socket.once("here", resolve)),
    );
    client(who).socket[to]();
    await Promise.all(heard);
  };

/** The `here` packets that a client received. */
const counts =
  (client: ClientName) =>
  (trace: TraceView): Packet[] =>
    eventsOf(trace, { client, direction: "in", event: "here" });

const howMany =
  (client: ClientName) =>
  ({ trace }: Run): string =>
    String(counts(client)(trace).length);

export default defineExercise({
  kind: "predict",
  title: "How many are here?",
  task: "Alice is connected when the lab opens. Then Bob connects, Carol connects, and Bob disconnects. Say what this program makes the server send before you run it.",
  lab: () =>
    defineLab({
      clients: ["Alice", "Bob", "Carol"],
      offline: ["Bob", "Carol"],
      actions: {
        "bob-connects": breaks(
          "Bob",
          "Bob connects",
          moves("Bob", "connect", ["Alice", "Bob"]),
        ),
        "carol-connects": breaks(
          "Carol",
          "Carol connects",
          moves("Carol", "connect", ["Alice", "Bob", "Carol"]),
        ),
        "bob-disconnects": breaks(
          "Bob",
          "Bob disconnects",
          moves("Bob", "disconnect", ["Alice", "Carol"]),
        ),
      },
    }),
  script: ["bob-connects", "carol-connects", "bob-disconnects"],
  questions: {
    alice: {
      asks: "How many `here` packets does Alice receive?",
      options: NUMBERS,
    },
    bob: {
      asks: "How many does Bob receive?",
      options: NUMBERS,
    },
    carol: {
      asks: "Which number is in the last one that Carol receives?",
      options: NUMBERS,
    },
  },
  checks: {
    alice: {
      says: "Alice receives as many `here` packets as you said",
      ask: predicts("alice", howMany("Alice"), counts("Alice")),
      question:
        "How often does the server emit `here`? Is Alice already there each time?",
      idea: "The server emits once for each connection, Alice’s own among them, and once for each that ends. What goes to everyone goes to the client that has just connected, too.",
    },
    bob: {
      says: "Bob receives as many as you said",
      ask: predicts("bob", howMany("Bob"), counts("Bob")),
      question:
        "Is Bob still connected when the handler of `disconnect` runs on the server?",
      idea: "A client receives what is emitted from its connection on, its own arrival included. The server’s `disconnect` comes when the connection has ended, so nothing reaches that client any more.",
      link: {
        to: "#connect-and-disconnect",
        text: "Connect and disconnect",
      },
    },
    carol: {
      says: "The last number that Carol receives is the one you said",
      ask: predicts(
        "carol",
        ({ trace }) => {
          const last = counts("Carol")(trace).at(-1)?.args[0];
          return typeof last === "number" ? String(last) : undefined;
        },
        counts("Carol"),
      ),
      question: "Who is connected at the end of the run?",
      idea: "The number goes up by one for each connection, and down by one for each that ends.",
    },
  },
  mistakes: {
    "not-the-newcomer": { fails: "alice" },
    "hears-himself-leave": { fails: "bob" },
    "only-up": { fails: "carol" },
  },
});
