import { defineLab, does } from "#lab/lesson.ts";
import type { TransportName } from "#lab/packet/packet.ts";
import { handshakeTransport, keepsSocketId } from "#lab/trace/questions.ts";
import { connect, disconnect, drop, echo, reconnect } from "./client.jsx";

const KEEPS = "She keeps it";
const NEW = "She gets a new one";

const TRANSPORTS: Readonly<Record<TransportName, string>> = {
  polling: "HTTP long-polling",
  websocket: "WebSocket",
  webtransport: "WebTransport",
};

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  offline: ["Carol"],
  protocol: "from the start",
  actions: {
    "carol-joins": does("Carol", "Carol joins", connect),
    "carol-leaves": does("Carol", "Carol leaves", disconnect),
    "alice-says-hello": does("Alice", "Alice says hello", (socket) =>
      echo(socket, "hello"),
    ),
    "alice-disconnects": does("Alice", "Alice disconnects", disconnect),
    "alice-connects": does("Alice", "Alice connects", connect),
    "alice-reconnects": does(
      "Alice",
      "Alice disconnects and connects",
      reconnect,
    ),
    "bob-drops": does("Bob", "Bob's connection drops", drop, {
      order: "Drop the connection",
    }),
  },
  predictions: {
    "first-transport": {
      question: "Carol is about to join. What carries her first packet?",
      options: Object.values(TRANSPORTS),
      action: "carol-joins",
      // Her first connection shows it, also where she has joined before.
      observe: (trace) => {
        const first = handshakeTransport(trace, "Carol");
        return first && [TRANSPORTS[first]];
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
        const keeps = keepsSocketId(trace, "Alice", actionHop);
        return keeps === undefined ? undefined : [keeps ? KEEPS : NEW];
      },
      because:
        "The server makes up a new id for each connection, so an id names a connection, never a person.",
    },
  },
});
