/** One thing to do, and what a client sees of it; each server's code is a region of its program. */
interface Deed {
  /** Name of the region in `server.js` and in `app.py`. */
  readonly id: string;
  /** What one does. */
  readonly title: string;
  /** Folder of `differences/` that holds both programs. */
  readonly program: string;
}

/** Said in other words on each server, with the same outcome. */
export interface Sameness extends Deed {
  /** What happens on both, as the tests observe it. */
  readonly seen: string;
}

/** A true difference. */
export interface Difference extends Deed {
  /** What happens on Node, as the tests observe it. */
  readonly node: string;
  /** What happens on Flask, as the tests observe it. */
  readonly flask: string;
  /** Why it is so, and what follows for the reader. */
  readonly why: string;
}

/** Alice, Bob and Carol are connected; Alice has sent the event. */
export const samenesses: readonly Sameness[] = [
  {
    id: "answer",
    title: "Answer whoever spoke",
    program: "same",
    seen: "Alice hears it.",
  },
  {
    id: "others",
    title: "Tell everyone else",
    program: "same",
    seen: "Bob and Carol hear it.",
  },
  {
    id: "everyone",
    title: "Tell everyone",
    program: "same",
    seen: "Alice, Bob and Carol hear it.",
  },
  {
    id: "elsewhere",
    title: "Tell everyone from outside of a handler",
    program: "same",
    seen: "Alice, Bob and Carol hear it.",
  },
  {
    id: "one",
    title: "Tell one client, by its id",
    program: "same",
    seen: "Bob hears it.",
  },
  {
    id: "all-but-one",
    title: "Tell everyone but one",
    program: "same",
    seen: "Alice and Carol hear it.",
  },
  {
    id: "join",
    title: "Let a client into a room and out of it",
    program: "same",
    seen: "While he is in, Bob hears it.",
  },
  {
    id: "room",
    title: "Tell a room in which Alice and Bob are",
    program: "same",
    seen: "Alice and Bob hear it.",
  },
  {
    id: "room-others",
    title: "Tell the room, without whoever spoke",
    program: "same",
    seen: "Bob hears it.",
  },
  {
    id: "two-rooms",
    title: "Tell two rooms, both with Bob in them",
    program: "same",
    seen: "Alice and Bob hear it.",
  },
  {
    id: "send",
    title: "Send",
    program: "same",
    seen: '42["message","hello"]',
  },
  {
    id: "tuple",
    title: "Emit two values, and one list",
    program: "same",
    seen: '42["pair",1,2] and 42["list",[1,2]]',
  },
  {
    id: "acknowledge",
    title: "Acknowledge an event, with two values",
    program: "same",
    seen: "The acknowledgement holds “saved” and 5.",
  },
  {
    id: "ask",
    title: "Ask a client and wait for its acknowledgement",
    program: "same",
    seen: "The server gets her answer, 4.",
  },
  {
    id: "id",
    title: "Know whose event it is",
    program: "same",
    seen: "It is the client's socket.id.",
  },
  {
    id: "data",
    title: "Keep something for each connection",
    program: "same",
    seen: "Alice counts 1, 2. Bob counts 1.",
  },
  {
    id: "transport",
    title: "Ask for the transport",
    program: "same",
    seen: "polling for one, websocket for another",
  },
  {
    id: "any",
    title: "Hear any event",
    program: "same",
    seen: "It hears anything, with 1 and 2.",
  },
  {
    id: "refuse",
    title: "Refuse a client that connects",
    program: "refuse",
    seen: "connect_error: not authorized, with data.code E_AUTH",
  },
  {
    id: "cors",
    title: "Let another origin in",
    program: "cors",
    seen: "Access-Control-Allow-Origin: http://localhost:5173",
  },
  {
    id: "refuse-origin",
    title: "Refuse a WebSocket from another origin",
    program: "refuse-origin",
    seen: "The client is refused.",
  },
  {
    id: "welcome-after",
    title: "Emit to a client that connects, after the answer to its connect",
    program: "welcome-after",
    seen: '40{…}, then 42["welcome"]',
  },
  {
    id: "in-turn",
    title: "Handle one client’s events in turn, a slow one and a quick one",
    program: "in-turn",
    seen: "slow, quick",
  },
  {
    id: "lost",
    title: "Hear that a connection was lost",
    program: "leaving",
    seen: "transport close",
  },
  {
    id: "rooms-before",
    title: "Ask for the rooms of a client that leaves red",
    program: "leaving",
    seen: "It is in red.",
  },
  {
    id: "heartbeat",
    title: "Set the heartbeat",
    program: "heartbeat",
    seen: "pingInterval 10000, pingTimeout 5000",
  },
];

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
