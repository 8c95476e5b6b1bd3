import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import type { TransportName } from "#lab/packet/packet.ts";
import { defineLab, type Breakable } from "#lab/lesson.ts";
import { carriesEvent, receivers } from "#lab/trace/questions.ts";
import { connectBy, say } from "./client.jsx";
import { alice, bob, carol } from "./samples/options.js";

const CLIENTS = ["Alice", "Bob", "Carol"] as const;

const WORDS: Readonly<Record<TransportName, string>> = {
  polling: "HTTP long-polling",
  websocket: "WebSocket",
  webtransport: "WebTransport",
};

const isHandshake = (hop: Hop): hop is FrameHop =>
  hop.kind === "frame" &&
  hop.client === "Carol" &&
  hop.direction === "in" &&
  String(hop.data).startsWith("0{");

const isBobsWord = (hop: Hop): hop is FrameHop =>
  hop.kind === "frame" &&
  hop.client === "Bob" &&
  hop.direction === "out" &&
  carriesEvent(hop, "say");

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
  actions: {
    "alice-writes": {
      label: "Alice writes",
      who: "Alice",
      run: (socket) => {
        say(socket, "Alice", "hello");
      },
    },
    "bob-writes": {
      label: "Bob writes",
      who: "Bob",
      run: (socket) => {
        say(socket, "Bob", "hi");
      },
    },
    "alice-connects-anew": {
      label: "Alice connects anew",
      who: "Alice",
      evenOffline: true,
      run: (socket) => {
        connectBy(socket, ["polling", "websocket"]);
      },
    },
    "carol-connects-anew": {
      label: "Carol connects anew by WebSocket",
      who: "Carol",
      evenOffline: true,
      run: (socket) => {
        connectBy(socket, ["websocket"]);
      },
    },
    "carol-moves": {
      label: "Carol moves to WebTransport",
      who: "Carol",
      evenOffline: true,
      needs: "webtransport",
      run: (socket) => {
        // With a WebSocket in the list, a slow page could end on that.
        connectBy(socket, ["polling", "webtransport"]);
      },
    },
    "carol-writes": {
      label: "Carol writes",
      who: "Carol",
      run: (socket) => {
        say(socket, "Carol", "good morning");
      },
    },
    "block-alice": {
      label: "Block WebSocket for Alice",
      who: "server",
      fault: ({ client }) => client("Alice").faults.blockWebSocket(true),
    },
    "block-all": {
      label: "Block WebSocket for everyone",
      who: "server",
      fault: putProxyBetween,
    },
    "unblock-all": {
      label: "Let WebSocket through again",
      who: "server",
      fault: ({ client }) => {
        for (const name of CLIENTS) client(name).faults.blockWebSocket(false);
      },
    },
  },
  predictions: {
    "first-transport": {
      question:
        "Carol's list of transports holds WebSocket and nothing else. What carries the handshake of her next connection?",
      options: [WORDS.polling, WORDS.websocket],
      action: "carol-connects-anew",
      observe: (trace, hop) => {
        const handshake = trace.hops.slice(hop).find(isHandshake);
        return handshake && [WORDS[handshake.transport]];
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
        const word = trace.hops.slice(hop).find(isBobsWord);
        return word && receivers(trace, word.id, "said");
      },
      because:
        "Alice's list has long polling, so she is back by that, and Bob never used anything else. Carol's list has nothing that passes.",
    },
  },
});
