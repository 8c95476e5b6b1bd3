import type { Socket } from "socket.io-client";
import { breaks, defineLab, does, type Breakable } from "#lab/lesson.ts";
import { eventsOf, faultSince } from "#lab/trace/questions.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import { connected } from "../../connected.ts";
import { newId, say } from "./client.jsx";

const HEARD = "anyone hungry?";
const MISSED = "lunch at one";

const WHAT_MISSED = "What Bob wrote meanwhile";
const WHAT_HEARD = "What she had already";

const line = (from: string, text: string) => ({
  id: newId(),
  room: "general",
  from,
  text,
});

/** Resolves once a socket is given a message, whenever it connects. */
const hears = (socket: Socket, id: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (list: readonly { id: string }[]): void => {
      if (!list.some((message) => message.id === id)) return;
      socket.off("messages", look);
      resolve();
    };
    socket.on("messages", look);
  });

/** Bob writes to Alice, and again while she is cut off. */
async function writeWhileAway({ client }: Breakable): Promise<void> {
  const { faults, socket: alice } = client("Alice");
  const { socket: bob } = client("Bob");
  // She may be cut off already.
  faults.restore();
  await Promise.all([connected(alice), connected(bob)]);
  const first = line("Bob", HEARD);
  const heard = hears(alice, first.id);
  await say(bob, first);
  await heard;
  faults.cut();
  await say(bob, line("Bob", MISSED));
  faults.restore();
}

/** The first messages that Alice was given after she was cut off; undefined until then. */
function caughtUp(trace: TraceView, since: number): string | undefined {
  const cut = faultSince(trace, since, "cut", "Alice");
  if (cut === undefined) return undefined;
  return eventsOf(trace, {
    client: "Alice",
    direction: "in",
    event: "messages",
    since: cut,
  })[0]?.text;
}

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-writes": does("Alice", "Alice writes", (socket) =>
      say(socket, line("Alice", "hello")),
    ),
    "bob-writes": does("Bob", "Bob writes", (socket) =>
      say(socket, line("Bob", "are you there?")),
    ),
    "cut-alice": breaks("server", "Cut Alice off", ({ client }) =>
      client("Alice").faults.cut(),
    ),
    "mend-alice": breaks(
      "server",
      "Give Alice her network back",
      ({ client }) => client("Alice").faults.restore(),
    ),
    "write-while-away": breaks(
      "server",
      "Bob writes while Alice is cut off",
      writeWhileAway,
    ),
    "restart-server": breaks(
      "server",
      "Restart the server",
      ({ restartServer }) => restartServer(),
    ),
  },
  predictions: {
    "while-away": {
      question:
        "Alice hears one message, is cut off, and Bob writes another. Her network comes back. What does the server send her?",
      options: [WHAT_HEARD, WHAT_MISSED],
      action: "write-while-away",
      observe: (trace, hop) => {
        const given = caughtUp(trace, hop);
        if (given === undefined) return undefined;
        return [
          ...(given.includes(HEARD) ? [WHAT_HEARD] : []),
          ...(given.includes(MISSED) ? [WHAT_MISSED] : []),
        ];
      },
      because:
        "She joined with the last place that she had heard, and the server sent what came after it.",
    },
  },
});
