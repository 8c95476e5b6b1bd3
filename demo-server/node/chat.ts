import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { endUnusedRooms } from "#chat/server/end-unused-rooms.ts";
import { followOthers } from "#chat/server/follow-others.ts";
import { openDatabase } from "#chat/server/open-database.ts";
import { createSqliteStore } from "#chat/server/sqlite-store.ts";
import { sentence } from "#contract/sentences.ts";
import { createChatServer } from "../chat/chat-server.ts";
import { createTokenBucket } from "../program/token-bucket.ts";
import { serveChatSteps, type ChatSteps } from "./chat-steps.ts";
import type { Limits } from "./limits.ts";
import type { AddressOf } from "./visitors/public-address.ts";
import { RefusalError } from "./refusal.ts";
import type { Connection } from "../tap/connection.ts";
import { SparingWebSockets } from "./unsent/sparing-websockets.ts";
import type { UnsentGroup } from "./unsent/unsent-limits.ts";

/** The messaging app of `examples/chat`, for everyone who visits this host. */
export interface Chat {
  /**
   * Throws a refusal when one more connection is asked for and there are, in all or from that
   * address, as many as it takes.
   */
  admit(opens: boolean, address: string): void;
  handleRequest(req: IncomingMessage, res: ServerResponse): void;
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every connection by its transport, so that clients come back, and the file. */
  close(): Promise<void>;
}

interface ChatDeps {
  /** It is made where there is none. */
  file: string;
  limits: Limits;
  steps: ChatSteps;
  /** Where a visitor comes from. */
  addressOf: AddressOf;
  /** Of its connections. */
  unsent: UnsentGroup;
}

/** Serves the chat that is kept in a file; without one that can be used, says so on the console. */
export function openChat(deps: ChatDeps): Chat | undefined {
  try {
    return createChat(deps);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(sentence("chatOff", { file: deps.file, why }));
    return undefined;
  }
}

function createChat(deps: ChatDeps): Chat {
  const { limits } = deps;
  const store = createSqliteStore(openDatabase(deps.file));
  const byAddress = new Map<string, number>();

  function count(address: string, change: number): void {
    const there = (byAddress.get(address) ?? 0) + change;
    if (there > 0) byAddress.set(address, there);
    else byAddress.delete(address);
  }

  const { io, engine } = createChatServer({
    store,
    tell: serveChatSteps(deps.steps, () => io.of("/")),
    options: { wsEngine: SparingWebSockets },
    onConnection(connection) {
      const remoteAddress = deps.addressOf(connection.request);
      // The chat, too, tells visitors apart by it.
      Object.assign(connection, { remoteAddress });
      count(remoteAddress, 1);
      connection.once("close", () => count(remoteAddress, -1));
      deps.unsent.watch(connection as unknown as Connection);
      const admit = createTokenBucket(
        limits.messagesPerSecond,
        limits.messageBurst,
      );
      connection.on("packet", ({ type }: { type: string }) => {
        if (type === "message" && !admit()) connection.close(true);
      });
    },
  });
  // The other server is Flask.
  const stopFollowing = followOthers(io.of("/"), store);
  const stopEnding = endUnusedRooms(io.of("/"), store);

  return {
    admit(opens, address) {
      if (!opens) return;
      if (engine.clientsCount >= limits.chatClients)
        throw new RefusalError("tooManyChatClients", { ...limits });
      if ((byAddress.get(address) ?? 0) >= limits.chatClientsPerAddress)
        throw new RefusalError("tooManyChatClientsOfNetwork", { ...limits });
    },
    handleRequest: (req, res) =>
      engine.handleRequest(asEngineRequest(req), res),
    handleUpgrade: (req, socket, head) =>
      engine.handleUpgrade(asEngineRequest(req), socket, head),
    async close() {
      stopFollowing();
      stopEnding();
      await io.close();
      store.close();
    },
  };
}

type EngineRequest = Parameters<
  ReturnType<typeof createChatServer>["engine"]["handleRequest"]
>[0];

/** The engine fills in what its own kind of request has more. */
function asEngineRequest(req: IncomingMessage): EngineRequest {
  return req;
}
