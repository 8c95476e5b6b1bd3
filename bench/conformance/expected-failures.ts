/** What python-engineio and python-socketio do otherwise, and why it is left so. */
const WHY = {
  wholeSeconds:
    "python-engineio tells the ping interval in whole seconds, so 0.3 s as 0; it pings at the right time.",
  defaultTransport:
    "python-engineio takes a request that names no transport for long polling.",
  lateTimeout:
    "python-engineio looks at intervals for clients that have gone, so it ends this session later than the protocol allows.",
  emptyGoodbye:
    "python-engineio ends a poll that hangs without the noop packet: its client hears of the end all the same.",
  ok: 'python-engineio answers a payload with "OK" in capitals; clients look at the status alone.',
  noop: "python-engineio sends the noop that ends a poll on the WebSocket, too; clients take it for nothing.",
  early:
    "python-socketio sends what a connect handler emits before it confirms the connection; the client holds it back until then.",
  unknownNamespace:
    'python-socketio refuses a namespace in words of its own, "Unable to connect", as a text and not in an object.',
} as const;

const PAYLOAD =
  "Engine.IO: message, HTTP long-polling: sends and receives a payload containing";
const CONNECT = "Socket.IO: connect: allows connection to";

/** What both suites ask of Engine.IO. */
const connection = (suite: string) => ({
  [`${suite}: handshake, HTTP long-polling: opens a session`]: WHY.wholeSeconds,
  [`${suite}: handshake, WebSocket: opens a session`]: WHY.wholeSeconds,
  [`${suite}: handshake, HTTP long-polling: fails with an invalid 'transport' query parameter`]:
    WHY.defaultTransport,
  [`${suite}: heartbeat, HTTP long-polling: closes the session upon ping timeout`]:
    WHY.lateTimeout,
  [`${suite}: close, HTTP long-polling: forcefully closes the session`]:
    WHY.emptyGoodbye,
});

/** Cases that fail on a host, by their names, each with the reason; no other may fail. */
export const EXPECTED_FAILURES: Readonly<
  Record<string, Readonly<Record<string, string>>>
> = {
  node: {},
  flask: {
    ...connection("Engine.IO"),
    [`${PAYLOAD} one plain text packet`]: WHY.ok,
    [`${PAYLOAD} several plain text packets`]: WHY.ok,
    [`${PAYLOAD} plain text and binary packets`]: WHY.ok,
    "Engine.IO: upgrade: upgrades from HTTP long-polling to WebSocket":
      WHY.noop,
    "Engine.IO: upgrade: ignores HTTP requests with same sid after upgrade":
      WHY.noop,
    "Engine.IO: upgrade: ignores WebSocket connection with same sid after upgrade":
      WHY.noop,
    ...connection("Socket.IO"),
    [`${CONNECT} the main namespace`]: WHY.early,
    [`${CONNECT} the main namespace with a payload`]: WHY.early,
    [`${CONNECT} a custom namespace`]: WHY.early,
    [`${CONNECT} a custom namespace with a payload`]: WHY.early,
    "Socket.IO: connect: disallows connection to an unknown namespace":
      WHY.unknownNamespace,
  },
};
