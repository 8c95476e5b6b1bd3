import type { Availability } from "#lab/backends/backend.ts";
import { standIns, type BackendChoice } from "../server-choice/backends.ts";
import {
  askedServer,
  keptServer,
  noteAway,
  whyAway,
} from "../server-choice/kept-server.ts";
import { planServer } from "../server-choice/plan-server.ts";

/** The server that the page's chat opens on. */
export interface FoundChatServer {
  readonly choice: BackendChoice;
  /** Why it is not the one that the reader wants, in a sentence; empty where it is. */
  readonly notice: string;
}

const NO_NODE = "No server answers here";

async function available({ id }: BackendChoice): Promise<Availability> {
  switch (id) {
    case "node": {
      const { findServerAt } = await import("#lab/backends/node-presence.ts");
      const found = await findServerAt(location.origin);
      return found ? { ok: true } : { ok: false, why: NO_NODE };
    }
    case "flask": {
      const { askFlask } = await import("#lab/backends/flask-presence.ts");
      return askFlask(location.origin);
    }
    case "tab":
      return { ok: true };
  }
}

/** Finds the server that the reader wants, or the next best where that cannot be reached. */
export async function findChatServer(): Promise<FoundChatServer> {
  const { wanted, away } = planServer({
    asked: askedServer(),
    kept: keptServer(),
    away: whyAway,
  });
  let why = away;
  for (const choice of [wanted, ...standIns(wanted)]) {
    if (choice === wanted ? away !== null : whyAway(choice.id) !== null)
      continue;
    const answer = await available(choice);
    if (answer.ok) return { choice, notice: noticeOf(why, choice) };
    if (!answer.forNow) noteAway(choice.id, answer.why);
    why ??= answer.why;
  }
  throw new Error("No server can be reached, and none runs in this tab.");
}

const noticeOf = (why: string | null, { instead }: BackendChoice): string =>
  why === null ? "" : `${why || NO_NODE}, so this chat runs ${instead}.`;
