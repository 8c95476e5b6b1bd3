import type { ManagerOptions, Socket, SocketOptions } from "socket.io-client";
import type { ServerHop } from "#contract/hop.ts";
import type { ProgramError, Refusal } from "#contract/stream.ts";
import type { BaseTransports } from "../wire/wire.ts";

export type BackendId = "node" | "flask" | "tab";
export type ClientOptions = Partial<ManagerOptions & SocketOptions>;

/**
 * Whether a server can serve; `why` not is said to the reader, and a comma and more may follow.
 * With `forNow` it may be otherwise when it is asked next, or for another lesson.
 */
export type Availability =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: string; readonly forNow?: boolean };

/**
 * Whether a server is there: "absent" was never reached though it seemed available (the sentence
 * is then as `why` of `Availability`), "away" was there and is being looked for, "back" is again.
 */
export type Reach = "absent" | "away" | "back";

/** What a lab's server says besides its Socket.IO traffic. */
export interface ServerNews {
  /** Steps of the run named `run`, oldest first. */
  hops(run: string, batch: readonly ServerHop[]): void;
  programError(error: ProgramError): void;
  refused(refusal: Refusal): void;
  /** The server does not run any more and does not come back by itself; why, and how to go on. */
  stopped(why: string): void;
  /** Something that the trace should tell, in a sentence; `reach` where the server came or went. */
  note(text: string, reach?: Reach): void;
}

/** One lab's private server, as its page sees it. */
export interface LabServer {
  /** The transports that reach it, where they are not the browser's own. */
  readonly transports?: BaseTransports;
  /** A new client with a connection of its own, not yet opened. */
  connect(options: ClientOptions): Socket;
  /**
   * Crashes the server and starts it again: every connection is lost, and the program runs from
   * its beginning. Resolves when it does, or has failed to (which `programError` says); rejects
   * with a sentence for the reader where that cannot be.
   */
  restart(): Promise<void>;
  close(): void;
}

/** Where a lab's program runs. */
export interface Backend {
  readonly id: BackendId;
  /** Its name in the page's header. */
  readonly label: string;
  /** Whether it can serve the lesson here and now; never rejects. */
  available(lesson: string): Promise<Availability>;
  /** Opens a private server that runs the lesson's program. */
  open(lesson: string, news: ServerNews): LabServer;
}
