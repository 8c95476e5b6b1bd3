import type { Backend } from "#lab/backends/backend.ts";
import { FALLBACK_BACKEND, standIns, type BackendChoice } from "./backends.ts";
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

/** Finds the server that the reader wants, or another where that cannot be reached. */
export async function findServer(lesson: string): Promise<FoundServer> {
  const { wanted, away } = planServer({
    asked: askedServer(),
    kept: keptServer(),
    away: whyAway,
  });
  if (away !== null) return standIn(lesson, wanted, away);
  const tried = await attempt(wanted, lesson);
  return "why" in tried ? standIn(lesson, wanted, tried.why) : tried;
}

/** A server in the place of one that is away; `why` is said to the reader unless it is empty. */
export async function standIn(
  lesson: string,
  wanted: BackendChoice,
  why: string,
): Promise<FoundServer> {
  for (const choice of standIns(wanted)) {
    if (whyAway(choice.id) !== null) continue;
    const tried = await attempt(choice, lesson);
    if (!("why" in tried)) return inPlaceOf(wanted, tried, why);
  }
  return fallBack(wanted, why);
}

/** The server in the tab, in the place of one that is away. */
export async function fallBack(
  wanted: BackendChoice,
  why: string,
): Promise<FoundServer> {
  const backend = await FALLBACK_BACKEND.load();
  return inPlaceOf(wanted, { choice: FALLBACK_BACKEND, backend }, why);
}

const inPlaceOf = (
  instead: BackendChoice,
  found: FoundServer,
  why: string,
): FoundServer => ({
  ...found,
  instead,
  notice: why && `${why}, so this lab runs ${found.choice.instead}.`,
});

/** Asks a server whether it can serve, and remembers where it cannot. */
async function attempt(
  choice: BackendChoice,
  lesson: string,
): Promise<FoundServer | { why: string }> {
  const backend = await choice.load();
  const answer = await backend.available(lesson);
  if (answer.ok) return { choice, backend };
  if (!answer.forNow) noteAway(choice.id, answer.why);
  return { why: answer.why };
}
