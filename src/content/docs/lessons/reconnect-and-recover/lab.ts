import { decodeFrame } from "#lab/packet/decode.ts";
import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import { defineLab, type Breakable } from "#lab/lesson.ts";
import { carriesEvent } from "#lab/trace/questions.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import { say } from "./client.jsx";

const SAME_ID = "Her old socket id";
const MISSED = "What Bob wrote meanwhile";
const WELCOME = "A second welcome";

const KEEPS = "She keeps it";
const NEW = "She gets a new one";

const isAlices = (hop: Hop): hop is FrameHop =>
  hop.kind === "frame" && hop.client === "Alice" && hop.direction === "in";

/** The socket ids that the server gave Alice in these hops, oldest first. */
const idsOfAlice = (hops: readonly Hop[]): string[] =>
  hops
    .filter(isAlices)
    .flatMap((frame) => decodeFrame(frame.data, frame.transport))
    .flatMap((packet) => /^40\{"sid":"([^"]+)"/.exec(packet.text)?.[1] ?? []);

/** The last id before a hop and the first after it; undefined until there is one. */
function idsAround(
  { hops }: TraceView,
  hop: number,
): { before: string; after: string } | undefined {
  const before = idsOfAlice(hops.slice(0, hop)).at(-1);
  const after = idsOfAlice(hops.slice(hop))[0];
  if (before === undefined || after === undefined) return undefined;
  return { before, after };
}

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
  actions: {
    "cut-alice": {
      label: "Cut Alice off",
      who: "Alice",
      fault: ({ client }) => client("Alice").faults.cut(),
    },
    "mend-alice": {
      label: "Give Alice her network back",
      who: "Alice",
      fault: ({ client }) => client("Alice").faults.restore(),
    },
    "alice-writes": {
      label: "Alice writes",
      who: "Alice",
      evenOffline: true,
      run: (socket) => {
        say(socket, "Alice", "wait for me");
      },
    },
    "bob-writes": {
      label: "Bob writes",
      who: "Bob",
      run: (socket) => {
        say(socket, "Bob", "are you there?");
      },
    },
    "write-while-away": {
      label: "Bob writes while Alice is cut off",
      who: "server",
      fault: writeWhileAway,
    },
    "restart-server": {
      label: "Restart the server",
      who: "server",
      fault: ({ restartServer }) => restartServer(),
    },
  },
  predictions: {
    "while-away": {
      question:
        "Alice's network is cut, Bob writes, her network comes back. What does she have once she is connected again?",
      options: [SAME_ID, MISSED, WELCOME],
      action: "write-while-away",
      observe: (trace, hop) => {
        const ids = idsAround(trace, hop);
        if (!ids) return undefined;
        const since = trace.hops.slice(hop).filter(isAlices);
        const heard = (event: string): boolean =>
          since.some((frame) => carriesEvent(frame, event));
        return [
          ...(ids.before === ids.after ? [SAME_ID] : []),
          ...(heard("said") ? [MISSED] : []),
          ...(heard("welcome") ? [WELCOME] : []),
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
        const ids = idsAround(trace, hop);
        return ids && [ids.before === ids.after ? KEEPS : NEW];
      },
      because:
        "What the server knew of her was in the memory of the program that crashed. The new one has never heard of her.",
    },
  },
});
