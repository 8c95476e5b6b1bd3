import { io, type Socket } from "socket.io-client";
import { decodeHops } from "#contract/batch.ts";
import type { WebTransportOffer } from "#contract/health.ts";
import {
  handNews,
  labPath,
  STREAM_PATH,
  type PageEvents,
  type StreamEvents,
} from "#contract/stream.ts";
import type { Language } from "../language.ts";
import type {
  Availability,
  Backend,
  ProgramRef,
  ServerNews,
} from "./backend.ts";
import { failureOf } from "./connection-failure.ts";
import type { HostAddress } from "./host-address.ts";
import { createNodeWebTransport } from "./node-webtransport.ts";

/** Milliseconds in which a restart must have been answered. */
const RESTART_MS = 10_000;
const AWAY = "The server can't be reached. This lab keeps trying to reconnect.";
const UNREADABLE =
  "The server sent something that this page can't read. If it was updated, load the page again.";
const brokenBy = (status: number): string =>
  `The server isn't working: it answered a connection with the HTTP status ${status}. This lab keeps trying to connect.`;
/** Why it does not serve a program that a reader wrote, as `why` of `Availability`. */
const TAKES_NO_CODE = "A host runs no code that a page sends it";
const SEND_NO_CODE =
  "A host runs only the programs that its site came with, so that nobody can send it code. Open this one on a server in the tab instead.";
const BACK = "The server is back: it started the lesson's program again.";
const NO_ANSWER =
  "The server did not answer. Wait until it can be reached, then try again.";

/** 128 random bits in base64url, so that nobody guesses another reader's lab. */
export function newLabId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A host of labs: the bundled Node server, or what it serves beside itself. */
export interface HostPlace {
  readonly language: Language;
  readonly at: HostAddress;
  /** Why it cannot be reached at all, as `why` of `Availability`. */
  readonly absent: string;
  readonly available: (lesson: string) => Promise<Availability>;
  /** How it is reached by WebTransport, where that is known when a lab opens. */
  readonly webTransport?: () => WebTransportOffer | undefined;
}

/** The lesson of a program; throws a sentence where it is a text. */
function lessonOf(program: ProgramRef): string {
  if ("lesson" in program) return program.lesson;
  throw new TypeError(SEND_NO_CODE);
}

/**
 * A host of labs as a backend. A lab is made there by the first connection that names its id;
 * server hops come back by a stream beside the lab.
 */
export function createHostBackend({
  language,
  at: { origin, base },
  absent,
  available,
  webTransport: offered,
}: HostPlace): Backend {
  return {
    language,
    place: "host",
    available: (program) =>
      "lesson" in program
        ? available(program.lesson)
        : Promise.resolve({ ok: false, why: TAKES_NO_CODE, forNow: true }),
    open(program, news) {
      const lesson = lessonOf(program);
      const lab = newLabId();
      const offer = offered?.();
      const webTransport = offer && createNodeWebTransport(origin, offer);
      let run = "";
      let hop = 0;
      let lost = false;
      const stream: Socket<StreamEvents, PageEvents> = io(origin, {
        path: base + STREAM_PATH,
        // A stream that was cut asks only for what it has not seen.
        auth: (send) =>
          send(run ? { lesson, lab, after: { run, hop } } : { lesson, lab }),
        // By polling first, as the lab's own clients: where a WebSocket is never answered, they
        // work, and so does this.
        forceNew: true,
      });
      const told: StreamEvents = {
        running(info) {
          if (lost) news.note(BACK, "back");
          lost = false;
          if (run !== info.run) hop = 0;
          run = info.run;
        },
        hops(batch) {
          const steps = decodeHops(batch);
          hop = steps.at(-1)?.id ?? hop;
          news.hops(run, steps);
        },
        refused: (refusal) => news.refused(refusal),
        programError: (error) => news.programError(error),
        programNotice: (notice) => news.programNotice(notice),
        webTransport: (next) => webTransport?.renew(next),
        closing: (info) => news.note(info.why),
      };
      stream.onAny((event: string, said: unknown) => {
        if (!handNews(told, event, said)) news.note(UNREADABLE, "broken");
      });
      stream.on("disconnect", (_reason, details) => {
        lost = true;
        tell(news, details);
      });
      // A lab that closed is there again at the first attempt: only then is the server away.
      stream.on("connect_error", (error) => {
        if (tell(news, error)) return;
        if (run) news.note(AWAY, "away");
        else news.note(absent, "absent");
      });
      return {
        ...(webTransport && { transports: webTransport.transports }),
        connect: (options) =>
          io(origin, {
            ...options,
            ...(webTransport && { transportOptions: webTransport.options }),
            path: base + labPath(lesson, lab),
            forceNew: true,
            autoConnect: false,
          }),
        async restart() {
          const refused = await new Promise<{ message: string } | null>(
            (resolve) =>
              stream
                .timeout(RESTART_MS)
                .emit("restart", (late: Error | null, answer) =>
                  resolve(late ? { message: NO_ANSWER } : answer),
                ),
          );
          if (refused) throw new Error(refused.message);
        },
        close: () => stream.disconnect(),
      };
    },
  };
}

/** Tells why a connection failed; gives whether that is known. */
function tell(news: ServerNews, details: unknown): boolean {
  const failure = failureOf(details);
  if (failure.is === "refused") news.refused(failure.refusal);
  else if (failure.is === "broken")
    news.note(brokenBy(failure.status), "broken");
  return failure.is !== "silent";
}
