import * as v from "valibot";
import type { ToTab } from "./tab.ts";

/** What Python is made of, each file whole: its WebAssembly, its standard library, Flask and the tap. */
export interface PythonParts {
  readonly wasm: ArrayBuffer;
  readonly stdlib: ArrayBuffer;
  readonly packages: ArrayBuffer;
}

/**
 * What a page tells a worker that runs Python: what any worker of a lab is told, and how its life
 * begins and goes on. It runs programs one after the other, since Python takes seconds to start.
 */
export type ToPython =
  | { readonly kind: "boot"; readonly parts: PythonParts }
  | ToTab
  /** Ends the program that runs, with all its clients; another may be run then. */
  | { readonly kind: "stop"; readonly n: number };

const ofWorker = v.variant("kind", [
  /** The worker's script runs, and waits for Python's parts. */
  v.object({ kind: v.literal("here") }),
  /** Python is ready for a program. */
  v.object({ kind: v.literal("booted") }),
  /** Python cannot run here; `why` is what the browser said. */
  v.object({ kind: v.literal("unable"), why: v.string() }),
  /** Python has crashed, and runs nothing any more. */
  v.object({ kind: v.literal("died") }),
  /** The program is ended; `bytes` are what Python takes, which it never gives back. */
  v.object({
    kind: v.literal("stopped"),
    n: v.number(),
    bytes: v.number(),
  }),
]);
/** What such a worker tells of itself; all else that it says is `FromTab`. */
export type OfPython = v.InferOutput<typeof ofWorker>;

/** What a worker says of itself; undefined where it says anything else. */
export function readOfPython(said: unknown): OfPython | undefined {
  const read = v.safeParse(ofWorker, said);
  return read.success ? read.output : undefined;
}
