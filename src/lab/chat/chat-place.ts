import type { Socket } from "socket.io-client";
import type { ChatWork } from "#contract/chat.ts";
import type { ClientOptions } from "../backends/backend.ts";
import type { BaseTransports } from "../wire/wire.ts";

/** What a place tells besides the chat's own traffic. */
export interface ChatNews {
  /** What the server did for a request. */
  worked(work: ChatWork): void;
  /** Something that the reader should know, in a sentence. */
  noted(sentence: string): void;
  /** The server runs no more and does not come back by itself; why, and how to go on. */
  stopped(why: string): void;
}

/** A server of the chat, as a page sees it. */
export interface ChatPlace {
  /** The transports that reach it, where they are not the browser's own. */
  readonly transports?: BaseTransports;
  /** A new client with a connection of its own, not yet opened. */
  connect(options: ClientOptions): Socket;
  /** Whether what the server does is told now. */
  tells(): boolean;
  /** Says that a client of this page is connected, so that what concerns it is told. */
  watch(socket: Socket): void;
  close(): void;
}
