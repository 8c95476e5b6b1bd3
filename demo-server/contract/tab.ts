import * as v from "valibot";
import { hopBatch } from "./batch.ts";
import { programError, type ProgramError } from "./stream.ts";

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

const fromTab = v.variant("kind", [
  /** The worker's code is loaded. */
  v.object({ kind: v.literal("ready") }),
  /** The program runs, or has failed to start (which a `programError` says). */
  v.object({ kind: v.literal("started"), failed: v.boolean() }),
  v.object({ kind: v.literal("hops"), batch: hopBatch }),
  v.object({ kind: v.literal("programError"), error: programError }),
  v.object({ kind: v.literal("programNotice"), notice: programError }),
  v.object({ kind: v.literal("pong"), n: v.number() }),
]);
/** What the worker tells its page. */
export type FromTab = v.InferOutput<typeof fromTab>;

/**
 * What came from a worker; undefined where no worker of ours tells such a thing. A program of the
 * reader's own runs in it, and can have it tell anything.
 */
export function readFromTab(said: unknown): FromTab | undefined {
  const read = v.safeParse(fromTab, said);
  return read.success ? read.output : undefined;
}
