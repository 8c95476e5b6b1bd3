import type { Tally } from "./tally.ts";

/** What a server holds, when nothing is asked of it. */
export interface Holding {
  /** Bytes of its process in memory. */
  readonly rss: number;
  /** Bytes of objects, where that can be told. */
  readonly heap?: number;
  /** Open descriptors of its process, where these can be told. */
  readonly descriptors?: number;
  /** Labs, or workers. */
  readonly labs: number;
}

/** A server that is fuzzed. */
export interface Target extends AsyncDisposable {
  /** Sends the inputs from `first`, so many; `ended` tells of an end that was not asked for. */
  send(first: number, inputs: number): Promise<Tally>;
  /** Waits until what the inputs left behind has ended, and its garbage is gone. */
  settle(): Promise<Holding>;
  /** What it, or a program in it, said of errors that nobody caught. */
  readonly errors: readonly string[];
  /** Whether it still answers. */
  isWell(): Promise<boolean>;
}
