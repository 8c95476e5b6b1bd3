/** A version of socket.io-client that the tests have tried. */
export type ClientVersion = "2.5.0" | "3.1.3" | "4.8.4";

/** The servers that they have tried it on. */
export const SERVERS = {
  node: "Node, socket.io 4.8.4",
  "node-allow": "Node, with allowEIO3",
  flask: "Flask-SocketIO 5.7.0",
  old: "Node, socket.io 2.5.1",
} as const;

/** Which server, by its key. */
export type ServerKind = keyof typeof SERVERS;

/** What came of one client's attempt to connect to one server, as the tests observe it. */
export interface Attempt {
  readonly client: ClientVersion;
  readonly server: ServerKind;
  readonly seen: string;
}

const CONNECTS = "It connects, and events arrive.";
const REFUSED = "connect_error: xhr poll error";
const MISREAD = "connect_error: server error";

/** Every client on every server. */
export const attempts: readonly Attempt[] = [
  { client: "4.8.4", server: "node", seen: CONNECTS },
  { client: "4.8.4", server: "node-allow", seen: CONNECTS },
  { client: "4.8.4", server: "flask", seen: CONNECTS },
  { client: "3.1.3", server: "node", seen: CONNECTS },
  { client: "3.1.3", server: "node-allow", seen: CONNECTS },
  { client: "3.1.3", server: "flask", seen: CONNECTS },
  { client: "4.8.4", server: "old", seen: MISREAD },
  { client: "3.1.3", server: "old", seen: MISREAD },
  { client: "2.5.0", server: "old", seen: CONNECTS },
  { client: "2.5.0", server: "node", seen: REFUSED },
  { client: "2.5.0", server: "node-allow", seen: CONNECTS },
  { client: "2.5.0", server: "flask", seen: REFUSED },
];

/** What a server answers to the handshake of a client of version 1 or 2, in the network panel. */
export const refusals: readonly {
  readonly server: ServerKind;
  readonly seen: string;
}[] = [
  {
    server: "node",
    seen: 'Status 400: {"code":5,"message":"Unsupported protocol version"}',
  },
  {
    server: "flask",
    seen: 'Status 400: "The client is using an unsupported version of the Socket.IO or Engine.IO protocols"',
  },
];
