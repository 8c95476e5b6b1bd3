import { Server as Engine, type Socket as EngineSocket } from "engine.io";
import { Server, type ServerOptions } from "socket.io";
import { sentence } from "#contract/sentences.ts";
import {
  isOptions,
  labOptions,
  noEffect,
  type LabOption,
  type LabServerSetting,
} from "./lab-options.ts";
import type { Connection } from "../tap/connection.ts";
import type { NamespaceInternals, SocketInternals } from "../tap/internals.ts";
import { boundRecovery } from "./bound-recovery.ts";

/** What a lab's server is made with: its hooks, of which the first two are called in this order. */
export interface LabServerDeps extends LabServerSetting {
  /** A namespace was made, before any client is in it. */
  onNamespace: (namespace: NamespaceInternals) => void;
  /** A connection was opened, before any message crossed it. */
  onConnection: (conn: Connection) => void;
  /** Something that the program asks for has no effect; it called `below`, or what called that. */
  notice: (message: string, below: (...values: never) => unknown) => void;
}

type Options = Partial<ServerOptions>;
type NamespaceName = Parameters<Server["of"]>[0];
type ConnectionListener = Parameters<Server["of"]>[1];

/** Socket.IO's server on a private engine: it listens on no port and has no HTTP server. */
export class LabServer extends Server {
  readonly #deps: LabServerDeps;
  readonly #tapped = new WeakSet<object>();
  readonly #options: Options;
  #engine: Engine;
  #closed = false;
  #shutting = false;

  /** A program gives its options after the port or in its place; the port is the host's business. */
  constructor(deps: LabServerDeps, port?: unknown, given: Options = {}) {
    const { options, ineffective } = labOptions(
      isOptions(port) ? port : given,
      deps,
    );
    super(options);
    this.#deps = deps;
    this.#options = options;
    for (const message of ineffective)
      deps.notice(message, new.target as unknown as () => unknown);
    this.sockets.on("new_namespace", (namespace: object) =>
      this.#tap(namespace),
    );
    this.#tap(this.sockets);
    this.#engine = this.#open();
  }

  /** Answers this lab's requests and upgrades. */
  get labEngine(): Engine {
    return this.#engine;
  }

  /** The program has closed it: nobody is to be let in. */
  get closed(): boolean {
    return this.#closed;
  }

  #open(): Engine {
    const engine = new Engine(this.#options);
    // Before `bind`, so that counting starts before Socket.IO hears of the connection.
    engine.on("connection", (conn: EngineSocket) =>
      this.#deps.onConnection(conn as unknown as Connection),
    );
    this.bind(engine);
    return engine;
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

  /** The host listens; only one that was closed is opened again. */
  override listen(): this {
    if (this.#closed) this.#engine = this.#open();
    this.#closed = false;
    return this;
  }

  /** As `listen`. */
  override attach(): this {
    return this.listen();
  }

  /** As Socket.IO's own; and from now on, as on a port that nobody listens at, nobody is let in. */
  override async close(done?: (error?: Error) => void): Promise<void> {
    if (!this.#closed && !this.#shutting)
      this.#deps.notice(sentence("serverClosed"), LabServer.prototype.close);
    this.#closed = true;
    await super.close(done);
  }

  override path(): string;
  override path(path: string): this;
  override path(path?: string): this | string {
    if (path === undefined) return super.path();
    // The constructor above this one calls it too.
    if (#deps in this) this.#ignore("path", LabServer.prototype.path);
    return super.path(path);
  }

  override serveClient(): boolean;
  override serveClient(serve: boolean): this;
  override serveClient(serve?: boolean): this | boolean {
    if (serve === undefined) return super.serveClient();
    if (#deps in this && serve)
      this.#ignore("serveClient", LabServer.prototype.serveClient);
    return super.serveClient(serve);
  }

  #ignore(option: LabOption, below: (...values: never) => unknown): void {
    this.#deps.notice(noEffect(option), below);
  }

  /** Closes every connection by its transport, so that clients come back when there is a server. */
  async shut(): Promise<void> {
    this.#shutting = true;
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
    // Below the tap, which then sees what is kept and sent as one.
    boundRecovery(namespace as NamespaceInternals);
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
