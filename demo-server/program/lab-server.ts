import { Server as Engine, type Socket as EngineSocket } from "engine.io";
import { Server, type ServerOptions } from "socket.io";
import type { Connection } from "../tap/connection.ts";
import type { NamespaceInternals, SocketInternals } from "../tap/internals.ts";

/** What the place where a lab runs decides of its server. */
export interface LabServerSetting {
  maxPayloadBytes: number;
  /** The place can serve WebTransport, beside long polling and WebSocket. */
  webTransport?: boolean;
  /** Takes WebSockets, in the place of the `ws` package's. */
  wsEngine?: new () => unknown;
}

/** What a lab's server is made with: its hooks, called in this order. */
export interface LabServerDeps extends LabServerSetting {
  /** A namespace was made, before any client is in it. */
  onNamespace: (namespace: NamespaceInternals) => void;
  /** A connection was opened, before any message crossed it. */
  onConnection: (conn: Connection) => void;
}

type Options = Partial<ServerOptions>;
type NamespaceName = Parameters<Server["of"]>[0];
type ConnectionListener = Parameters<Server["of"]>[1];

/** Options of a program that are honoured; the others belong to the host. */
const HONOURED = [
  "pingInterval",
  "pingTimeout",
  "upgradeTimeout",
  "connectTimeout",
  "allowUpgrades",
  "allowRequest",
  "connectionStateRecovery",
  "cleanupEmptyChildNamespaces",
] as const satisfies readonly (keyof Options)[];

/** Socket.IO's server on a private engine: it listens on no port and has no HTTP server. */
export class LabServer extends Server {
  readonly #deps: LabServerDeps;
  readonly #tapped = new WeakSet<object>();
  /** Answers this lab's requests and upgrades. */
  readonly labEngine: Engine;

  /** A program gives its options after the port or in its place; the port is the host's business. */
  constructor(deps: LabServerDeps, port?: unknown, given: Options = {}) {
    const program = isOptions(port) ? port : given;
    const options = honoured(program, deps);
    super(options);
    this.#deps = deps;
    this.sockets.on("new_namespace", (namespace: object) =>
      this.#tap(namespace),
    );
    this.#tap(this.sockets);
    this.labEngine = new Engine(options);
    // Before `bind`, so that counting starts before Socket.IO hears of the connection.
    this.labEngine.on("connection", (conn: EngineSocket) =>
      deps.onConnection(conn as unknown as Connection),
    );
    this.bind(this.labEngine);
  }

  override of(
    name: NamespaceName,
    listener?: ConnectionListener,
  ): ReturnType<Server["of"]> {
    const namespace = super.of(name);
    // The root namespace is made by the constructor above this one, too early to be tapped here.
    if (#deps in this) this.#tap(namespace);
    if (listener) namespace.on("connection", listener);
    return namespace;
  }

  /** Does nothing: the host listens. */
  override listen(): this {
    return this;
  }

  /** As `listen`. */
  override attach(): this {
    return this;
  }

  /** Closes every connection by its transport, so that clients come back when there is a server. */
  async shut(): Promise<void> {
    const namespaces = [
      ...this._nsps.values(),
    ] as unknown as NamespaceInternals[];
    for (const { sockets } of namespaces) {
      for (const socket of [...sockets.values()]) shutSocket(socket);
    }
    await this.close();
    // The recovery adapter's timer has no end (socket.io-adapter 2.5), so it must hold on to nothing.
    for (const { adapter } of namespaces) {
      if (!("sessions" in adapter)) continue;
      for (const key of Object.keys(adapter)) {
        const held: unknown = Reflect.get(adapter, key);
        if (held instanceof Map) held.clear();
        else if (Array.isArray(held)) held.length = 0;
        else if (typeof held === "object" || typeof held === "function")
          Reflect.deleteProperty(adapter, key);
      }
    }
  }

  #tap(namespace: object): void {
    if (this.#tapped.has(namespace)) return;
    this.#tapped.add(namespace);
    this.#deps.onNamespace(namespace as NamespaceInternals);
  }
}

/** One socket's "disconnect" handler that throws must not keep the others open. */
function shutSocket(socket: SocketInternals): void {
  try {
    socket._onclose("server shutting down");
  } catch {
    // The handlers of the program report by themselves.
  }
}

function isOptions(port: unknown): port is Options {
  return typeof port === "object" && port !== null && !("listen" in port);
}

function honoured(
  program: Options,
  { maxPayloadBytes, webTransport, wsEngine }: LabServerSetting,
): Options {
  const options: Options = {};
  for (const name of HONOURED) {
    if (program[name] !== undefined)
      Object.assign(options, { [name]: program[name] });
  }
  const transports = program.transports?.filter(
    (one) =>
      one === "polling" || one === "websocket" || (webTransport ?? false),
  );
  if (transports && transports.length > 0) options.transports = transports;
  options.maxHttpBufferSize = Math.min(
    program.maxHttpBufferSize ?? maxPayloadBytes,
    maxPayloadBytes,
  );
  if (wsEngine) Object.assign(options, { wsEngine });
  options.serveClient = false;
  // Four times the work and memory of a connection for nothing that a lesson shows.
  options.perMessageDeflate = false;
  options.httpCompression = false;
  return options;
}
