import { breaks, defineLab, does, type Breakable } from "#lab/lesson.ts";
import type { TransportName } from "#lab/packet/packet.ts";
import {
  framesOf,
  handshakeTransport,
  receivers,
} from "#lab/trace/questions.ts";
import { connectBy, say } from "./client.jsx";
import { alice, bob, carol } from "./samples/options.js";

const CLIENTS = ["Alice", "Bob", "Carol"] as const;

const WORDS: Readonly<Record<TransportName, string>> = {
  polling: "HTTP long-polling",
  websocket: "WebSocket",
  webtransport: "WebTransport",
};

/** Lets no WebSocket through for anybody, waits for Alice to have come back, and lets Bob write. */
async function putProxyBetween({ client }: Breakable): Promise<void> {
  const { socket } = client("Alice");
  const stays =
    socket.connected && socket.io.engine.transport.name !== "websocket";
  const isBack = new Promise<void>((resolve) => {
    socket.once("connect", resolve);
  });
  for (const name of CLIENTS) client(name).faults.blockWebSocket(true);
  if (!stays) await isBack;
  say(client("Bob").socket, "Bob", "who can read this?");
}

export default defineLab({
  clients: CLIENTS,
  options: { Alice: alice, Bob: bob, Carol: carol },
  protocol: "from the start",
  actions: {
    "alice-writes": does("Alice", "Alice writes", (socket) =>
      say(socket, "Alice", "hello"),
    ),
    "bob-writes": does("Bob", "Bob writes", (socket) =>
      say(socket, "Bob", "hi"),
    ),
    "alice-connects-anew": does(
      "Alice",
      "Alice connects anew",
      (socket) => connectBy(socket, ["polling", "websocket"]),
      { evenOffline: true },
    ),
    "carol-connects-anew": does(
      "Carol",
      "Carol connects anew by WebSocket",
      (socket) => connectBy(socket, ["websocket"]),
      { evenOffline: true },
    ),
    "carol-moves": does(
      "Carol",
      "Carol moves to WebTransport",
      // With a WebSocket in the list, a slow page could end on that.
      (socket) => connectBy(socket, ["polling", "webtransport"]),
      { evenOffline: true, needs: "webtransport" },
    ),
    "carol-writes": does("Carol", "Carol writes", (socket) =>
      say(socket, "Carol", "good morning"),
    ),
    "block-alice": breaks("server", "Block WebSocket for Alice", ({ client }) =>
      client("Alice").faults.blockWebSocket(true),
    ),
    "block-all": breaks(
      "server",
      "Block WebSocket for everyone",
      putProxyBetween,
    ),
    "unblock-all": breaks(
      "server",
      "Let WebSocket through again",
      ({ client }) => {
        for (const name of CLIENTS) client(name).faults.blockWebSocket(false);
      },
    ),
  },
  predictions: {
    "first-transport": {
      question:
        "Carol's list of transports holds WebSocket and nothing else. What carries the handshake of her next connection?",
      options: [WORDS.polling, WORDS.websocket],
      action: "carol-connects-anew",
      observe: (trace, hop) => {
        const transport = handshakeTransport(trace, "Carol", hop);
        return transport && [WORDS[transport]];
      },
      because:
        "The first name in the list opens the connection. With one name there is nothing to upgrade to, and nothing to fall back on.",
    },
    "who-is-left": {
      question:
        "A proxy is put in the way that lets no WebSocket through. Alice comes back, then Bob writes. Who receives it?",
      options: CLIENTS,
      action: "block-all",
      observe: (trace, hop) => {
        const [word] = framesOf(trace, {
          client: "Bob",
          direction: "out",
          event: "say",
          since: hop,
        });
        return word && receivers(trace, word.id, "said");
      },
      because:
        "Alice's list has long polling, so she is back by that, and Bob never used anything else. Carol's list has nothing that passes.",
    },
  },
});
