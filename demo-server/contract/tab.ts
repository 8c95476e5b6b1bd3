import type { HopBatch } from "./batch.ts";
import type { ProgramError, ProgramNotice } from "./stream.ts";

/**
 * A program as the tab is given it: with its imports rewritten by the build, as the reader wrote
 * it, or with what the build found wrong in it.
 */
export type TabProgram =
  | { readonly body: string; readonly declares?: readonly string[] }
  | { readonly source: string }
  | { readonly fault: ProgramError };

/** What a page tells the worker that runs its lab. */
export type ToTab =
  /** Runs a program; a worker runs one in its life. */
  | { readonly kind: "run"; readonly program: TabProgram }
  /** A client's end of the network, with the port transferred. */
  | { readonly kind: "client"; readonly port: MessagePort }
  | { readonly kind: "ping"; readonly n: number };

/** What the worker tells its page. */
export type FromTab =
  /** The worker's code is loaded. */
  | { readonly kind: "ready" }
  /** The program runs, or has failed to start (which a `programError` says). */
  | { readonly kind: "started"; readonly failed: boolean }
  | { readonly kind: "hops"; readonly batch: HopBatch }
  | { readonly kind: "programError"; readonly error: ProgramError }
  | { readonly kind: "programNotice"; readonly notice: ProgramNotice }
  | { readonly kind: "pong"; readonly n: number };
