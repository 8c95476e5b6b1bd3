import { realClock, type Clock } from "../clock.ts";
import { allSent } from "../client/arrival.ts";
import type { Lab } from "../lab.ts";
import { isSettled } from "./packets.ts";

/** What came of doing the actions of a script. */
export interface Done {
  /** By an action that was done, the id of its hop. */
  readonly hops: ReadonlyMap<string, number>;
  /** Why the rest was not done, in a sentence. */
  readonly stopped?: string;
}

const NOBODY_CONNECTED =
  "The clients couldn’t connect to your server. Does your program create one?";

/** Clients connect, and the server answers, within so many milliseconds, or a run is over. */
const PATIENCE_MS = 8_000;
/** What an action sent is waited for so long; a handler that never ends holds up no check. */
const SETTLE_MS = 1_500;

/**
 * Does the actions of a script in a lab that has been started, each when nothing is under way of the
 * one before it. Never rejects: where the program fails, or nobody connects, it says so and ends.
 */
export async function runScript(
  lab: Lab,
  script: readonly string[],
  clock: Clock = realClock,
): Promise<Done> {
  const hops = new Map<string, number>();
  const trouble = watchTrouble(lab);
  try {
    for (const action of script) {
      const hop = await within<number | string>(clock, PATIENCE_MS, [
        lab.act(action),
        trouble.appears,
      ]);
      if (typeof hop !== "number")
        return { hops, stopped: hop ?? NOBODY_CONNECTED };
      hops.set(action, hop);
      const stopped = await within<string | undefined>(clock, SETTLE_MS, [
        settles(lab, action, hop),
        trouble.appears,
      ]);
      if (stopped !== undefined) return { hops, stopped };
    }
    return { hops };
  } catch (error) {
    return {
      hops,
      stopped: error instanceof Error ? error.message : String(error),
    };
  } finally {
    trouble.end();
  }
}

/** Resolves when nothing is under way of what an action sent. */
async function settles(
  { trace, definition, client }: Lab,
  action: string,
  hop: number,
): Promise<undefined> {
  const who = definition.actions[action]?.who;
  if (who !== undefined && who !== "server") await allSent(client(who));
  return new Promise((resolve) => {
    if (isSettled(trace, hop)) return resolve(undefined);
    const stop = trace.subscribe(() => {
      if (!isSettled(trace, hop)) return;
      stop();
      resolve(undefined);
    });
  });
}

/** Tells of a program that failed: why, in a sentence. */
function watchTrouble(lab: Lab): {
  readonly appears: Promise<string>;
  end(): void;
} {
  const { promise, resolve } = Promise.withResolvers<string>();
  const look = (): void => {
    const trouble = lab.trouble();
    if (trouble) resolve(trouble.text);
  };
  const end = lab.onTrouble(look);
  look();
  return { appears: promise, end };
}

/** The first of these, or undefined where none comes within so many milliseconds. */
async function within<T>(
  clock: Clock,
  ms: number,
  awaited: readonly Promise<T>[],
): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => late.resolve(undefined));
  try {
    return await Promise.race([...awaited, late.promise]);
  } finally {
    cancel();
  }
}
