import { realClock, type Clock } from "../clock.ts";
import type { AnyLab } from "../lab.ts";
import type { LabClient } from "../client/client.ts";
import { until } from "../client/socket-moments.ts";
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

const NOT_DONE =
  "A client lost its connection to your server and didn’t get it back.";

/** Clients connect, and the server answers, within so many milliseconds, or a run is over. */
const PATIENCE_MS = 8_000;
/** What troubles a lab is told so soon after its clients have met with it. */
const TOLD_MS = 1_000;
/** What an action sent is waited for so long; a handler that never ends holds up no check. */
const SETTLE_MS = 3_000;

/**
 * Does the actions of a script in a lab that has been started, each when nothing is under way of the
 * one before it. Never rejects: where the program fails, or nobody connects, it says so and ends.
 */
export async function runScript(
  lab: AnyLab,
  script: readonly string[],
  clock: Clock = realClock,
): Promise<Done> {
  const hops = new Map<string, number>();
  const trouble = watchTrouble(lab);
  const why = (): string | undefined => lab.trouble()?.text;
  try {
    const absent = await within(clock, PATIENCE_MS, [
      whoIsAbsent(lab),
      trouble.appears,
    ]);
    if (absent !== "nobody") {
      // Where the program doesn't run, clients are refused before one is told why.
      await within(clock, TOLD_MS, [trouble.appears]);
      return { hops, stopped: why() ?? absent ?? NOBODY_CONNECTED };
    }
    for (const action of script) {
      const hop = await within(clock, PATIENCE_MS, [
        lab.act(action),
        trouble.appears,
      ]);
      if (hop !== undefined) {
        hops.set(action, hop);
        await within(clock, SETTLE_MS, [settles(lab, hop), trouble.appears]);
      }
      const stopped = why() ?? (hop === undefined ? NOT_DONE : undefined);
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

/** Resolves when each client that connects by itself has, or was refused: "nobody", or a sentence about one that was. */
async function whoIsAbsent({ clients, definition }: AnyLab): Promise<string> {
  const coming = clients.filter(
    ({ name }) => !definition.offline?.includes(name),
  );
  const refused = await Promise.all(coming.map((client) => client.met()));
  // Where a lab is about the protocol, it begins when that has done what it does by itself.
  if (definition.protocol)
    await Promise.all(coming.map((client) => client.upgraded()));
  return refused.find((why) => why !== undefined) ?? "nobody";
}

/** Resolves when a client isn't connecting, or no more. */
const comes = ({ subscribe, status }: LabClient): Promise<void> =>
  until(subscribe, () => status().state !== "connecting");

/** Resolves when nothing is under way of what an action sent, nobody is connecting, and no client goes on by itself. */
async function settles(
  { trace, clients }: AnyLab,
  hop: number,
): Promise<undefined> {
  for (let length = -1; length !== trace.hops.length;) {
    // What a client was handed may make it send more.
    await Promise.all(clients.map((client) => client.idle()));
    await Promise.all(clients.map(comes));
    await until(trace.subscribe, () => isSettled(trace, hop));
    length = trace.hops.length;
    await Promise.all(clients.map((client) => client.idle()));
  }
  return undefined;
}

/** Resolves when a program has failed, or its lab is in other trouble. */
function watchTrouble(lab: AnyLab): {
  readonly appears: Promise<undefined>;
  end(): void;
} {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const look = (): void => {
    if (lab.trouble()) resolve(undefined);
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
