import { breaks, defineLab, does, type Breakable } from "#lab/lesson.ts";
import { eventsOf, keepsSocketId } from "#lab/trace/questions.ts";
import { say } from "./client.jsx";

const SAME_ID = "Her old socket id";
const MISSED = "What Bob wrote meanwhile";
const WELCOME = "A second welcome";

const KEEPS = "She keeps it";
const NEW = "She gets a new one";

/** Cuts Alice off, lets Bob write, and gives her network back once his message has gone round. */
async function writeWhileAway({ client }: Breakable): Promise<void> {
  const { faults } = client("Alice");
  const { socket } = client("Bob");
  faults.cut();
  const heard = new Promise((resolve) => socket.once("said", resolve));
  say(socket, "Bob", "lunch at one");
  await heard;
  faults.restore();
}

export default defineLab({
  clients: ["Alice", "Bob"],
  protocol: "once all are connected",
  actions: {
    "cut-alice": breaks("Alice", "Cut Alice off", ({ client }) =>
      client("Alice").faults.cut(),
    ),
    "mend-alice": breaks(
      "Alice",
      "Give Alice her network back",
      ({ client }) => client("Alice").faults.restore(),
      { order: "Restore the network" },
    ),
    "alice-writes": does(
      "Alice",
      "Alice writes",
      (socket) => say(socket, "Alice", "wait for me"),
      { evenOffline: true },
    ),
    "bob-writes": does("Bob", "Bob writes", (socket) =>
      say(socket, "Bob", "are you there?"),
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
        "Alice's network is cut, Bob writes, her network comes back. What does she have once she is connected again?",
      options: [SAME_ID, MISSED, WELCOME],
      action: "write-while-away",
      observe: (trace, hop) => {
        const keeps = keepsSocketId(trace, "Alice", hop);
        if (keeps === undefined) return undefined;
        const hears = (event: string): boolean =>
          eventsOf(trace, {
            client: "Alice",
            direction: "in",
            event,
            since: hop,
          }).length > 0;
        return [
          ...(keeps ? [SAME_ID] : []),
          ...(hears("said") ? [MISSED] : []),
          ...(hears("welcome") ? [WELCOME] : []),
        ];
      },
      because:
        "With connection state recovery, as on Node here, a server keeps the session of who was cut off and what was sent to it, and the program welcomes only who was not recovered. Flask-SocketIO has none: whoever comes back is new, and is welcomed again.",
    },
    "after-restart": {
      question:
        "The server's program crashes and is started again. Does Alice keep her socket id?",
      options: [KEEPS, NEW],
      action: "restart-server",
      observe: (trace, hop) => {
        const keeps = keepsSocketId(trace, "Alice", hop);
        return keeps === undefined ? undefined : [keeps ? KEEPS : NEW];
      },
      because:
        "What the server knew of her was in the memory of the program that crashed. The new one has never heard of her.",
    },
  },
});
