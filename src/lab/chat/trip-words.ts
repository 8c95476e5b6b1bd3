import type { ChatStep, ToldEvent } from "#contract/chat.ts";
import { listNames } from "../playback/words.ts";
import type { Person } from "./chat-beat.ts";

const WHAT: Readonly<Record<ToldEvent, string>> = {
  send: "message",
  remove: "removal",
  join: "joining",
  leave: "leaving",
  history: "look back",
  typing: "typing",
};

/** Worth showing even while much waits to be shown: a message, or that one was removed. */
export const isWeighty = (event: ToldEvent): boolean =>
  event === "send" || event === "remove";

/** "message", "joining". */
export const whatOf = (event: ToldEvent): string => WHAT[event];

/** "Alice's message". */
export const titleOf = (event: ToldEvent, { name }: Person): string =>
  `${name}'s ${WHAT[event]}`;

/** "1 socket", "2 sockets". */
export const count = (number: number, word: string): string =>
  `${number} ${word}${number === 1 ? "" : "s"}`;

/** A step in the database: what moves, the sentence, and the place on the path. */
export function describeDatabaseStep(
  step: Extract<ChatStep, { kind: "stored" | "read" }>,
): { label: string; words: string; path: string; note: string } {
  if (step.kind === "read") {
    const what = count(step.messages, "message");
    return {
      label: what,
      words: `The server read ${what} from the database`,
      path: `database, ${what} read`,
      note: "read",
    };
  }
  if (step.place === undefined)
    return {
      label: "member",
      words: "The server stored in the database who is a member",
      path: "database",
      note: "stored",
    };
  const at = `place ${step.place}`;
  if (step.known)
    return {
      label: "known id",
      words: `The database has it already, at ${at}: an earlier attempt was stored`,
      path: `database, which had it at ${at}`,
      note: `has it: ${at}`,
    };
  return {
    label: step.what,
    words: `The server stored the ${step.what} in the database, at ${at} of the room's order`,
    path: `database at ${at}`,
    note: at,
  };
}

/** "room Tea, 3 sockets". */
export const describeRoom = (room: string, sockets: number): string =>
  `room ${room}, ${count(sockets, "socket")}`;

/** "the screens of Alice and Bob". */
export const describeScreens = (names: readonly string[]): string =>
  `the screen${names.length === 1 ? "" : "s"} of ${listNames(names)}`;

/** An acknowledgement that came: its tone, the sentence, and the place on the path. */
export function describeAnswer(
  answer: { ok: boolean; error: string; messages: number | undefined },
  { name }: Person,
): { tone: "ack" | "refused"; words: string; path: string } {
  const { ok, error, messages } = answer;
  if (!ok)
    return {
      tone: "refused",
      words: `The server refused: ${error}`,
      path: `refused: ${error}`,
    };
  const what =
    messages === undefined ? "" : ` with ${count(messages, "message")}`;
  return {
    tone: "ack",
    words: `The server acknowledged it to ${name}'s client${what}`,
    path: `acknowledged${what}`,
  };
}
