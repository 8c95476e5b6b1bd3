import type { Backend } from "../../lab/backends/backend.ts";
import { FALLBACK_BACKEND, type BackendChoice } from "./backends.ts";
import { askedServer, keptServer, noteAway, whyAway } from "./kept-server.ts";
import { planServer } from "./plan-server.ts";

/** The server that a lab opens on. */
export interface FoundServer {
  readonly choice: BackendChoice;
  readonly backend: Backend;
  /** The server that was wanted, where that is another. */
  readonly instead?: BackendChoice;
  /** Why it is another, in a sentence; empty where that was said before. */
  readonly notice?: string;
}

/** Finds the server that the reader wants, or the one in the tab where that cannot be reached. */
export async function findServer(lesson: string): Promise<FoundServer> {
  const { wanted, away } = planServer({
    asked: askedServer(),
    kept: keptServer(),
    away: whyAway,
  });
  if (away !== null) return fallBack(wanted, away);
  const backend = await wanted.load();
  const answer = await backend.available(lesson);
  if (answer.ok) return { choice: wanted, backend };
  noteAway(wanted.id, answer.why);
  return fallBack(wanted, answer.why);
}

/** The server in the tab, in the place of one that is away; `why` is said to the reader unless it is empty. */
export async function fallBack(
  instead: BackendChoice,
  why: string,
): Promise<FoundServer> {
  return {
    choice: FALLBACK_BACKEND,
    backend: await FALLBACK_BACKEND.load(),
    instead,
    notice: why && `${why}, so this lab runs in your tab.`,
  };
}
