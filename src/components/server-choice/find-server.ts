import type { Backend, ProgramRef } from "#lab/backends/backend.ts";
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
  /** Tries the next one, where this one turned out not to be there though it said that it is. */
  next(why: string): Promise<FoundServer>;
}

/** Finds the server that the reader wants, or another where that cannot be reached. */
export async function findServer(program: ProgramRef): Promise<FoundServer> {
  const { wanted, away } = planServer({
    asked: askedServer(),
    kept: keptServer(),
    away: whyAway,
  });
  if (away !== null) return standIn(program, wanted, away);
  const tried = await attempt(wanted, program);
  return "why" in tried ? standIn(program, wanted, tried.why) : tried;
}

/** The server in the tab, in the place of one that the reader no longer waits for. */
export function goOnInTab(
  program: ProgramRef,
  wanted: BackendChoice,
): Promise<FoundServer> {
  noteAway(wanted.id, "");
  return fallBack(program, wanted, "");
}

/** A server in the place of one that is away; `why` is said to the reader unless it is empty. */
async function standIn(
  program: ProgramRef,
  wanted: BackendChoice,
  why: string,
): Promise<FoundServer> {
  for (const choice of wanted.standIns) {
    if (whyAway(choice.id) !== null) continue;
    const tried = await attempt(choice, program);
    if (!("why" in tried)) return inPlaceOf(wanted, tried, why);
  }
  return fallBack(program, wanted, why);
}

const fallBack = async (
  program: ProgramRef,
  wanted: BackendChoice,
  why: string,
): Promise<FoundServer> =>
  inPlaceOf(
    wanted,
    found(program, FALLBACK_BACKEND, await FALLBACK_BACKEND.load()),
    why,
  );

const inPlaceOf = (
  instead: BackendChoice,
  stand: FoundServer,
  why: string,
): FoundServer => ({
  ...stand,
  instead,
  notice: why && noticeOf(why, instead, stand),
});

function noticeOf(
  why: string,
  { tip }: BackendChoice,
  { choice }: FoundServer,
): string {
  const said = `${why}, so this lab runs ${choice.instead}.`;
  return tip === undefined ? said : `${said} ${tip}`;
}

const found = (
  program: ProgramRef,
  choice: BackendChoice,
  backend: Backend,
): FoundServer => ({
  choice,
  backend,
  next(why) {
    noteAway(choice.id, why);
    return standIn(program, choice, why);
  },
});

/** Asks a server whether it can serve, and remembers where it cannot. */
async function attempt(
  choice: BackendChoice,
  program: ProgramRef,
): Promise<FoundServer | { why: string }> {
  const backend = await choice.load();
  const answer = await backend.available(program);
  if (answer.ok) return found(program, choice, backend);
  if (!answer.forNow) noteAway(choice.id, answer.why);
  return { why: answer.why };
}
