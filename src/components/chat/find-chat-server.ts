import type { BackendChoice } from "../server-choice/backends.ts";
import {
  askedServer,
  keptServer,
  noteAway,
  whyAway,
} from "../server-choice/kept-server.ts";
import { planServer } from "../server-choice/plan-server.ts";
import { chatOf, NO_SERVER, type ChatServer } from "./chat-servers.ts";

/** The server that the page's chat opens on. */
export interface FoundChatServer {
  readonly choice: BackendChoice;
  readonly chat: ChatServer;
  /** Why it is not the one that the reader wants, in a sentence; empty where it is. */
  readonly notice: string;
}

/** Finds the server that the reader wants, or the next best where that cannot be reached. */
export async function findChatServer(): Promise<FoundChatServer> {
  const { wanted, away } = planServer({
    asked: askedServer(),
    kept: keptServer(),
    away: whyAway,
  });
  let why = away;
  for (const choice of [wanted, ...wanted.standIns]) {
    if (choice === wanted ? away !== null : whyAway(choice.id) !== null)
      continue;
    const chat = chatOf(choice);
    if (!chat) {
      why ??= `There is no chat ${choice.where} yet`;
      continue;
    }
    const answer = await chat.available();
    if (answer.ok) return { choice, chat, notice: noticeOf(why, choice) };
    if (!answer.forNow) noteAway(choice.id, answer.why);
    why ??= answer.why;
  }
  throw new Error("No server can be reached, and none runs in this tab.");
}

const noticeOf = (why: string | null, { instead }: BackendChoice): string =>
  why === null ? "" : `${why || NO_SERVER}, so this chat runs ${instead}.`;
