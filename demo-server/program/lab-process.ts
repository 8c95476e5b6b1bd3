import { EventEmitter } from "node:events";
import { sentence } from "#contract/sentences.ts";
import { InLabError, PROGRAM_FILE } from "./programs.ts";

/** Where a program takes itself to be. */
export const PROGRAM_FOLDER = "/lab";
/** The program's own path there. */
export const PROGRAM_PATH = `${PROGRAM_FOLDER}/${PROGRAM_FILE}`;

/** How a program ended itself: with a status, or by a signal that it sent to itself. */
export type ProgramEnd =
  { readonly status: number } | { readonly signal: string };

/** Unwinds the stack of a program that has ended itself; it is no error of the program. */
export class ProgramEnded extends Error {}

/** By which event a process is told of an error that nobody caught. */
export type Uncaught = "uncaughtException" | "unhandledRejection";

const silent = { isTTY: false, write: (): boolean => true } as const;

type Work = (...values: unknown[]) => void;
/** Makes of work what can be run later: in the scope of now, its errors told. */
export type Later = (work: Work) => Work;

/**
 * A program's `process`, which is the lab's and not the host's: all that a program can reach of it,
 * the same on Node and in the tab. Whoever ends it ends the run of the program and nothing else.
 */
export class LabProcess extends EventEmitter {
  readonly #ended: (end: ProgramEnd) => void;
  readonly #later: Later;
  #isOver = false;
  readonly #began = performance.now();
  readonly title = "node";
  readonly pid = 1;
  readonly platform = "linux";
  readonly execPath = "node";
  readonly execArgv: string[] = [];
  readonly argv: string[] = ["node", PROGRAM_PATH];
  /** Nothing of the host's environment is in it. */
  readonly env: Record<string, string | undefined> = {};
  readonly stdout = silent;
  readonly stderr = silent;
  exitCode: number | undefined;

  /** `ended` is told, once, when the program ends itself. */
  constructor(deps: { later: Later; ended: (end: ProgramEnd) => void }) {
    super();
    this.#later = deps.later;
    this.#ended = deps.ended;
  }

  // Arrow functions, since programs take them out of the process: `const { exit } = process`.
  readonly exit = (code: unknown = this.exitCode ?? 0): never =>
    this.#end({ status: Number(code) || 0 });

  readonly abort = (): never => this.#end({ signal: "SIGABRT" });

  /** Takes the process's own id; a handler of the signal is called in the place of the end. */
  readonly kill = (pid: unknown, signal: unknown = "SIGTERM"): boolean => {
    if (pid !== this.pid) throw new InLabError(sentence("noSignals"));
    if (signal === 0) return true;
    const name = String(signal);
    if (name !== "SIGKILL" && this.listenerCount(name) > 0)
      return this.emit(name, name);
    return this.#end({ signal: name });
  };

  readonly cwd = (): string => PROGRAM_FOLDER;
  readonly uptime = (): number => (performance.now() - this.#began) / 1_000;
  readonly emitWarning = (): void => undefined;

  readonly hrtime = Object.assign(
    ([seconds, rest]: readonly [number, number] = [0, 0]): [number, number] => {
      const now = nanoseconds() - BigInt(seconds) * BILLION - BigInt(rest);
      return [Number(now / BILLION), Number(now % BILLION)];
    },
    { bigint: nanoseconds },
  );

  readonly nextTick = (work: Work, ...values: unknown[]): void =>
    process.nextTick(this.#later(work), ...values);

  /** Gives an error that nobody caught to the program's own handlers; false where it has none. */
  takes(error: unknown, event: Uncaught): boolean {
    const heard = [event, "uncaughtException"].find(
      (name) => this.listenerCount(name) > 0,
    );
    return heard !== undefined && this.emit(heard, error, event);
  }

  #end(end: ProgramEnd): never {
    if (!this.#isOver) {
      this.#isOver = true;
      try {
        if ("status" in end) this.emit("exit", end.status);
      } finally {
        this.#ended(end);
      }
    }
    throw new ProgramEnded("The program has ended itself.");
  }
}

const BILLION = 1_000_000_000n;

function nanoseconds(): bigint {
  return BigInt(Math.round(performance.now() * 1e6));
}
