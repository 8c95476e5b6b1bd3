import type { Language } from "#lab/language.ts";
import type { Comparison } from "./comparison.ts";

/** A true difference; by each language, what happens there, as the tests observe it. */
export interface Difference
  extends Comparison, Readonly<Record<Language, string>> {
  /** Why it is so, and what follows for the reader. */
  readonly why: string;
}

/** What a client can tell the two servers apart by. */
export const differences: readonly Difference[] = [
  {
    id: "welcome",
    title: "Emit while a client is connecting",
    program: "welcome",
    node: '40{…}, then 42["welcome"]',
    flask: '42["welcome"], then 40{…}',
    why: "Flask's handler may still refuse the client, so the answer to its connect waits until the handler is done. The client holds the event back until then. With `always_connect=True` the answer comes first.",
  },
  {
    id: "two-values",
    title: "Emit two values without a tuple",
    program: "handlers",
    node: "Two values arrive: 1 and 2.",
    flask:
      "The handler fails: TypeError: Server.emit() got multiple values for argument 'to'",
    why: "After the event's name, Python's `emit` takes one value. Several go as a tuple, as shown above.",
  },
  {
    id: "missing-value",
    title: "Send fewer values than the handler takes",
    program: "handlers",
    node: "The handler runs, and Alice gets 1 and null.",
    flask:
      "The handler fails: TypeError: on_missing_value() missing 1 required positional argument: 'b'",
    why: "A missing argument is `undefined` in JavaScript and an error in Python.",
  },
  {
    id: "not-json",
    title: "Emit what JSON cannot say",
    program: "handlers",
    node: "Alice gets {}.",
    flask:
      "The handler fails: TypeError: Object of type set is not JSON serializable",
    why: "`JSON.stringify` writes an empty object where it knows nothing better, Python's `json` refuses.",
  },
  {
    id: "throws",
    title: "Let a handler throw",
    program: "throws",
    node: "The server's process ends, and Alice is cut off.",
    flask:
      "The server logs RuntimeError: This handler fails. Alice stays connected, and no acknowledgement comes.",
    why: "An exception that nobody catches ends a Node process. Flask-SocketIO runs a handler in a thread, and only that thread ends. Catch what can fail on both, and answer with the error.",
  },
  {
    id: "fails-on-connect",
    title: "Let the handler for connect throw",
    program: "fails-on-connect",
    node: "The server's process ends.",
    flask: "Neither connect nor connect_error comes.",
    why: "Flask-SocketIO answers a connect when the handler returns, or raises `ConnectionRefusedError`. Another exception leaves the client waiting.",
  },
  {
    id: "slow",
    title: "Handle a slow event and a quick one, sent right after it",
    program: "handlers",
    node: "slow, quick",
    flask: "quick, slow",
    why: "Node runs one piece of code at a time. Flask-SocketIO gives each event a thread of its own. Say `async_handlers=False` to have one client's events handled in turn.",
  },
  {
    id: "later",
    title: "Answer later, when the handler has returned",
    program: "handlers",
    node: "Alice hears it.",
    flask: "The task fails: RuntimeError: Working outside of request context.",
    why: "A Node program keeps the socket in its hand. Flask's `emit` looks up whose event is being handled, and in a task none is. Hand `request.sid` to the task, and use `socketio.emit` with `to=sid`.",
  },
  {
    id: "ask-everyone",
    title: "Ask everyone for an acknowledgement",
    program: "handlers",
    node: "The server gets yes, yes, yes at once.",
    flask: "The server gets yes, then yes, then yes.",
    why: "On Node the promise waits for every client, and fails after the time that you set. Flask-SocketIO runs the callback once for each client that answers and says nothing of the others. Its source calls this not supported: ask one client at a time, with `call`.",
  },
  {
    id: "reserved",
    title: "Emit an event whose name is reserved",
    program: "handlers",
    node: "It is not sent.",
    flask: "It is sent, and Alice is cut off: parse error.",
    why: "Node's server does not let such a name out. Flask-SocketIO does, and the client takes the packet for a broken one and closes the connection. Keep away from `connect`, `connect_error`, `disconnect` and the other reserved names.",
  },
  {
    id: "reason",
    title: "Hear why a client left",
    program: "leaving",
    node: "client namespace disconnect",
    flask: "client disconnect",
    why: "The two servers have words of their own for a goodbye. For a lost connection both say `transport close`.",
  },
  {
    id: "kick",
    title: "Disconnect a client",
    program: "leaving",
    node: "The client hears io server disconnect, the server server namespace disconnect.",
    flask:
      "The client hears io server disconnect, the server server disconnect.",
    why: "As above. What the client hears is the client's own word, and the same.",
  },
  {
    id: "rooms",
    title: "Ask for the rooms of a client that has left",
    program: "leaving",
    node: "It is in no room.",
    flask: "It is in red.",
    why: "On Node a socket has left its rooms before `disconnect`, and a handler for `disconnecting` still sees them. On Flask there is one event, and it comes before.",
  },
  {
    id: "recovery",
    title: "Bring back what a client missed",
    program: "recovery",
    node: "Alice is recovered, with her id and what she missed.",
    flask: "Alice is new, with another id and nothing else.",
    why: "Flask-SocketIO has no connection state recovery. Keep what matters in a database on both, and let the client ask for it.",
  },
  {
    id: "webtransport",
    title: "Name WebTransport among the transports",
    program: "webtransport",
    node: "The handshake offers websocket, webtransport.",
    flask: "The handshake offers websocket.",
    why: "Flask-SocketIO has no WebTransport, and passes over names that it does not know. On Node the name alone is not enough either: something must speak HTTP/3.",
  },
  {
    id: "defaults",
    title: "Ask from another origin, by HTTP",
    program: "defaults",
    node: "Status 200, and no header that lets the page read it.",
    flask: 'Status 400: "Not an accepted origin."',
    why: "Node leaves it to the browser to keep the answer from the page. Flask-SocketIO refuses by itself.",
  },
  {
    id: "defaults-websocket",
    title: "Ask from another origin, by WebSocket",
    program: "defaults",
    node: "The client is connected.",
    flask: "The client is refused.",
    why: "Browsers let any page open a WebSocket, so on Node check the origin in `allowRequest`. Flask-SocketIO checks it for every request.",
  },
  {
    id: "defaults-namespace",
    title: "Connect to a namespace that is not there",
    program: "defaults",
    node: "connect_error: Invalid namespace",
    flask: "connect_error, with an empty message",
    why: "Flask-SocketIO says so in a form that the JavaScript client does not look for, so its `error.message` is empty.",
  },
  {
    id: "defaults-session",
    title: "Name a connection that the server does not know",
    program: "defaults",
    node: 'Status 400: {"code":1,"message":"Session ID unknown"}',
    flask: 'Status 400: "Invalid session nobody"',
    why: "It happens after a restart, and with several servers behind one address. The client connects anew by itself; only the words in your network panel differ.",
  },
];
