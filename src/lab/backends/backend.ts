import type { ManagerOptions, Socket, SocketOptions } from "socket.io-client";
import type { ServerHop } from "#contract/hop.ts";
import type { ProgramError, ProgramNotice, Refusal } from "#contract/stream.ts";
import type { Language, ProgramFile } from "../language.ts";
import type { BaseTransports } from "../wire/wire.ts";

export type ClientOptions = Partial<ManagerOptions & SocketOptions>;

/** Where programs run: on a host that the page reaches by the network, or in the page's own tab. */
export type Place = "host" | "tab";

/** A program to run: that of a lesson, by its name, or a text with the file that it stands in. */
export type ProgramRef =
  | { readonly lesson: string }
  | { readonly source: string; readonly file: ProgramFile };

/**
 * Whether a server can serve; `why` not is said to the reader, and a comma and more may follow.
 * With `forNow` it may be otherwise when it is asked next, or for another program.
 */
export type Availability =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: string; readonly forNow?: boolean };

/**
 * Whether a server is there: "absent" was never reached though it seemed available (the sentence
 * is then as `why` of `Availability`), "broken" answers, but not as such a server does, "away" was
 * there and is being looked for, "back" is again.
 */
export type Reach = "absent" | "broken" | "away" | "back";

/** What a lab's server says besides its Socket.IO traffic. */
export interface ServerNews {
  /** Steps of the run named `run`, oldest first. */
  hops(run: string, batch: readonly ServerHop[]): void;
  programError(error: ProgramError): void;
  programNotice(notice: ProgramNotice): void;
  refused(refusal: Refusal): void;
  /** The server does not run any more and does not come back by itself; why, and how to go on. */
  stopped(why: string): void;
  /** Something that the trace should tell, in a sentence; `reach` where the server came or went. */
  note(text: string, reach?: Reach): void;
}

/** A client's end of the virtual network of a tab. */
export interface Pluggable {
  /** Goes on with a server by this port, or with none: whatever was open is lost. */
  plug(port: MessagePort | undefined): void;
}

/** One lab's private server, as its page sees it. */
export interface LabServer {
  /** The transports that reach it, where they are not the browser's own. */
  readonly transports?: BaseTransports;
  /** A new client with a connection of its own, not yet opened. */
  connect(options: ClientOptions): Socket;
  /** Plugs in a client that runs elsewhere; only a server in the tab can be reached so. */
  attach?(client: Pluggable): void;
  /**
   * Crashes the server and starts it again: every connection is lost, and the program runs from
   * its beginning. Resolves when it does, or has failed to (which `programError` says); rejects
   * with a sentence for the reader where that cannot be.
   */
  restart(): Promise<void>;
  close(): void;
}

/**
 * What runs labs' programs: those of one language, at one place.
 *
 * @example
 * const backend = createNodeBackend(location.origin);
 * const answer = await backend.available({ lesson: "send" });
 * if (!answer.ok) throw new Error(`${answer.why}.`);
 * const server = backend.open({ lesson: "send" }, news);
 * const socket = server.connect({}).connect();
 */
export interface Backend {
  readonly language: Language;
  readonly place: Place;
  /** Whether it can run the program here and now; never rejects. */
  available(program: ProgramRef): Promise<Availability>;
  /**
   * Opens a private server that runs the program. Throws a sentence that says what to do where it
   * never runs such a program: a host runs no text, and nobody runs another language's file.
   */
  open(program: ProgramRef, news: ServerNews): LabServer;
}
