import { decodeFrame } from "#lab/packet/decode.ts";
import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import type { TransportName } from "#lab/packet/packet.ts";
import { defineLab } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import { connect, disconnect, drop, echo, reconnect } from "./client.jsx";

const KEEPS = "She keeps it";
const NEW = "She gets a new one";

const TRANSPORTS: Readonly<Record<TransportName, string>> = {
  polling: "HTTP long-polling",
  websocket: "WebSocket",
  webtransport: "WebTransport",
};

const isFrameOf =
  (client: ClientName) =>
  (hop: Hop): hop is FrameHop =>
    hop.kind === "frame" && hop.client === client;

/** The socket ids that the server gave a client in these hops, oldest first. */
const socketIds = (hops: readonly Hop[], client: ClientName): string[] =>
  hops
    .filter(isFrameOf(client))
    .filter((frame) => frame.direction === "in")
    .flatMap((frame) => decodeFrame(frame.data, frame.transport))
    .flatMap((packet) => /^40\{"sid":"([^"]+)"/.exec(packet.text)?.[1] ?? []);

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  offline: ["Carol"],
  actions: {
    "carol-joins": {
      label: "Carol joins",
      who: "Carol",
      run: connect,
    },
    "carol-leaves": {
      label: "Carol leaves",
      who: "Carol",
      run: disconnect,
    },
    "alice-says-hello": {
      label: "Alice says hello",
      who: "Alice",
      run: (socket) => {
        echo(socket, "hello");
      },
    },
    "alice-disconnects": {
      label: "Alice disconnects",
      who: "Alice",
      run: disconnect,
    },
    "alice-connects": {
      label: "Alice connects",
      who: "Alice",
      run: connect,
    },
    "alice-reconnects": {
      label: "Alice disconnects and connects",
      who: "Alice",
      run: reconnect,
    },
    "bob-drops": {
      label: "Bob's connection drops",
      who: "Bob",
      run: drop,
    },
  },
  predictions: {
    "first-transport": {
      question: "Carol is about to join. What carries her first packet?",
      options: Object.values(TRANSPORTS),
      action: "carol-joins",
      observe: (trace) => {
        const first = trace.hops.find(isFrameOf("Carol"));
        return first && [TRANSPORTS[first.transport]];
      },
      because:
        "A connection starts with plain HTTP requests, which pass nearly everywhere, and moves to WebSocket once that has proved to work.",
    },
    "keeps-her-id": {
      question:
        "Alice disconnects and connects again. Does she keep her socket id?",
      options: [KEEPS, NEW],
      action: "alice-reconnects",
      observe: (trace, actionHop) => {
        const before = socketIds(trace.hops.slice(0, actionHop), "Alice").at(
          -1,
        );
        const after = socketIds(trace.hops.slice(actionHop), "Alice")[0];
        if (before === undefined || after === undefined) return undefined;
        return [before === after ? KEEPS : NEW];
      },
      because:
        "The server makes up a new id for each connection, so an id names a connection, never a person.",
    },
  },
});
