import * as v from "valibot";
import { hopBatch } from "./batch.ts";
import { webTransportOffer } from "./health.ts";

/** Path of the Socket.IO endpoint that carries server hops, apart from every lab's own traffic. */
export const STREAM_PATH = "/stream/socket.io";

/** 128 random bits or more in base64url: nobody guesses another reader's lab. */
export const labId = v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/));
/** A lesson's name, or for a lesson in steps that of one step: `lesson` or `lesson.step`. */
export const lessonSlug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,63}(?:\.[a-z0-9][a-z0-9-]{0,63})?$/),
);

/** What a page says when it opens the stream of its lab (the handshake's `auth`). */
export const streamAuth = v.object({
  lesson: lessonSlug,
  lab: labId,
  /** The last hop that the page has, when it opens the stream again: what follows is sent. */
  after: v.optional(
    v.object({ run: v.pipe(v.string(), v.maxLength(64)), hop: v.number() }),
  ),
});
export type StreamAuth = v.InferOutput<typeof streamAuth>;

/** Path of a lab's own Socket.IO server. */
export const labPath = (lesson: string, lab: string): string =>
  `/labs/${lesson}/${lab}/socket.io`;

/** Why a host refused, for the program (`code`) and for the reader (`message`, a sentence). */
export const refusal = v.object({
  code: v.picklist([
    "unknown-lesson",
    "bad-lab-id",
    "bad-request",
    "unknown-session",
    "too-many-labs",
    "too-many-clients",
    "too-many-requests",
    "foreign-origin",
    "program-failed",
    "stopping",
  ]),
  message: v.string(),
});
export type Refusal = v.InferOutput<typeof refusal>;

/** The refusal that something is; undefined where it is none. */
export function readRefusal(said: unknown): Refusal | undefined {
  const read = v.safeParse(refusal, said);
  return read.success ? read.output : undefined;
}

/** An error in a lesson's program, by the program's own file, line and column (both from 1). */
export const programError = v.object({
  message: v.string(),
  file: v.string(),
  line: v.optional(v.number()),
  column: v.optional(v.number()),
});
export type ProgramError = v.InferOutput<typeof programError>;

/** What in a program that runs has no effect in a lab, or not the usual one, and why; as an error. */
export type ProgramNotice = ProgramError;

/** Events from the page to the host on the stream. */
export interface PageEvents {
  /** Ends the lab's program and its connections, then runs it again; `done` is told of a refusal. */
  restart: (done: (refused: Refusal | null) => void) => void;
}
/** The arguments of `restart` as they arrive: nothing but the acknowledgement. */
export const restartArguments = v.tuple([v.function()]);

/** What each event from the host to the page carries on the stream. */
const streamNews = {
  /** The lab runs; `run` differs for each start of its program. */
  running: v.object({ run: v.string(), now: v.number() }),
  /** Some hops, oldest first; `decodeHops` unpacks them. */
  hops: hopBatch,
  /** The program threw, at its start or later. */
  programError,
  /** The program runs, and something in it does not do what it says. */
  programNotice: programError,
  /** The host cut a client of this lab off, and says why. */
  refused: refusal,
  /** How to reach the host by WebTransport from now on; said at first and when it changes. */
  webTransport: webTransportOffer,
  /** The host is about to close this lab. */
  closing: v.object({ why: v.string() }),
};
type NewsOf<E extends keyof typeof streamNews> = v.InferOutput<
  (typeof streamNews)[E]
>;

/** Events from the host to the page on the stream. */
export type StreamEvents = {
  [E in keyof typeof streamNews]: (news: NewsOf<E>) => void;
};

/**
 * Hands what came on the stream to whoever takes it. False where it is not what a host sends; an
 * event of another version of the host is left alone.
 */
export function handNews(
  to: StreamEvents,
  event: string,
  said: unknown,
): boolean {
  if (!isNews(event)) return true;
  const read = v.safeParse(streamNews[event], said);
  if (!read.success) return false;
  const take: (news: never) => void = to[event];
  try {
    take(read.output as never);
    return true;
  } catch (error) {
    // Numbers in a row may still be no hops.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const isNews = (event: string): event is keyof typeof streamNews =>
  Object.hasOwn(streamNews, event);
