import { bufferOf } from "#contract/network.ts";
import type { HopBatch } from "#contract/batch.ts";
import type { ProgramError } from "#contract/stream.ts";
import type { FromTab } from "#contract/tab.ts";

/** A function of Python's, as JavaScript has it. */
export interface PythonFunction {
  /** Calls it on a stack of its own, which may be suspended. */
  callPromising(): Promise<unknown>;
  destroy(): void;
}

/** One place where a greenlet waits. */
interface Pause {
  /** True where it was woken, false where the time was over. */
  readonly promise: Promise<boolean>;
  /** Says whether it still waited. */
  wake(value: boolean): boolean;
}

/** What Python asks of JavaScript: the module `bridge` of `roundtrip_flask/tab`. */
export interface Bridge {
  /** `ms` below 0: until it is woken. */
  pause(ms: number): Pause;
  spawn(begin: PythonFunction): void;
  /** Nobody took an error; it is ours, not the program's. */
  stray(text: string): void;
  hops(head: string, rows: Uint8Array): void;
  programError(error: string): void;
  programNotice(notice: string): void;
  started(failed: boolean): void;
}

/**
 * Makes it; `tell` tells the page, `started` is called beside that, and `died` where Python itself
 * has crashed.
 */
export function createBridge(
  tell: (message: FromTab, transfer?: Transferable[]) => void,
  { started, died }: { started: () => void; died: () => void },
): Bridge {
  // Taken before a program can change them.
  const [startTimer, stopTimer] = [setTimeout, clearTimeout];

  return {
    pause(ms) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      let waits = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const wake = (value: boolean): boolean => {
        if (!waits) return false;
        waits = false;
        stopTimer(timer);
        resolve(value);
        return true;
      };
      if (ms >= 0) timer = startTimer(wake, ms, false);
      return { promise, wake };
    },
    spawn(begin) {
      // Whoever spawns it goes on first.
      queueMicrotask(() => {
        begin
          .callPromising()
          .catch((error: unknown) => {
            if (isFatal(error)) died();
            else this.stray(String(error));
          })
          .finally(() => begin.destroy());
      });
    },
    stray: (text) => console.error(text),
    hops(head, rows) {
      const batch = JSON.parse(head) as Omit<HopBatch, "rows">;
      const bytes = bufferOf(rows);
      tell({ kind: "hops", batch: { ...batch, rows: bytes } }, [bytes]);
    },
    programError: (error) =>
      tell({ kind: "programError", error: JSON.parse(error) as ProgramError }),
    programNotice: (notice) =>
      tell({
        kind: "programNotice",
        notice: JSON.parse(notice) as ProgramError,
      }),
    started(failed) {
      started();
      tell({ kind: "started", failed });
    },
  };
}

/** Pyodide marks so what it does not survive. */
const isFatal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "pyodide_fatal_error" in error;
