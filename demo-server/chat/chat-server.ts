import { Server as Engine, type Socket as EngineSocket } from "engine.io";
import { Server, type ServerOptions } from "socket.io";
import type { ChatServer } from "#chat/server/chat-socket.ts";
import type { Store } from "#chat/server/store.ts";
import { boundRecovery } from "../program/bound-recovery.ts";
import { mountObservedChat, type TellWork } from "./mount-observed-chat.ts";

/** The chat as it runs alone, with the options that `examples/chat` gives it. */
const OPTIONS: Partial<ServerOptions> = {
  connectionStateRecovery: { skipMiddlewares: false },
  pingInterval: 10_000,
  pingTimeout: 5_000,
  maxHttpBufferSize: 64 * 1024,
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
};

/**
 * Makes the chat's Socket.IO server, on an engine that listens nowhere by itself; `onConnection`
 * is called before any message crossed a connection.
 */
export function createChatServer(deps: {
  store: Store;
  tell: TellWork;
  onConnection?: (connection: EngineSocket) => void;
  options?: Partial<ServerOptions>;
}): { io: ChatServer; engine: Engine } {
  const options = { ...OPTIONS, ...deps.options };
  const io: ChatServer = new Server(options);
  const engine = new Engine(options);
  engine.on("connection", (connection: EngineSocket) =>
    deps.onConnection?.(connection),
  );
  io.bind(engine);
  boundRecovery(io.of("/"));
  mountObservedChat(io.of("/"), deps.store, deps.tell);
  return { io, engine };
}
