import { setTimeout as delay } from "node:timers/promises";
import type { BroadcastOperator, Socket } from "socket.io";
import limits from "#contract/limits.json" with { type: "json" };
import type { ServerHop } from "#contract/hop.ts";
import type {
  PageEvents,
  ProgramError,
  ProgramNotice,
  Refusal,
  StreamAuth,
  StreamEvents,
} from "#contract/stream.ts";
import { createHopLog, type HopLog } from "../program/hop-log.ts";

export type StreamSocket = Socket<PageEvents, StreamEvents>;

/** Sends to the streams in a room. */
export interface StreamRooms {
  to(room: string): BroadcastOperator<StreamEvents, unknown>;
}

/** The pages that watch one lab, and what they are told. */
export interface LabStreams {
  readonly size: number;
  /** Begins a start of the program, named `run`; returns what takes its hops. */
  begin(run: string): (hop: ServerHop) => void;
  error(error: ProgramError): void;
  notice(notice: ProgramNotice): void;
  refused(refusal: Refusal): void;
  /** Sends a stream what it has missed, then what comes; `running` when the program does. */
  add(stream: StreamSocket, after: StreamAuth["after"], running: boolean): void;
  /**
   * Says goodbye, and closes by the transport: a page then comes back by itself to a new lab.
   * Resolves when every stream has heard it, or soon after.
   */
  close(why: string): Promise<void>;
}

/** How many errors and notices are kept for a stream that opens after them; time for a goodbye to be heard. */
const { keptErrors, goodbyeMs } = limits.news;

/** `onLeave` is called when a stream has gone. */
export function createLabStreams(deps: {
  room: string;
  rooms: StreamRooms;
  onLeave: () => void;
}): LabStreams {
  const { room } = deps;
  const toAll = deps.rooms.to(room);
  const streams = new Set<StreamSocket>();
  const kept: {
    event: "programError" | "programNotice";
    said: ProgramError;
    after: number;
  }[] = [];
  let run = "";
  let log = openLog();

  /** What a run's handlers still do after it was ended reaches nobody. */
  function openLog(): HopLog {
    const own = createHopLog({
      listening: () => log === own && streams.size > 0,
      send: (batch) => toAll.emit("hops", batch),
    });
    return own;
  }

  function say(
    event: (typeof kept)[number]["event"],
    said: ProgramError,
  ): void {
    kept.push({ event, said, after: log.last });
    if (kept.length > keptErrors) kept.shift();
    log.flush();
    toAll.emit(event, said);
  }

  return {
    get size() {
      return streams.size;
    },
    begin(next) {
      log.flush();
      run = next;
      log = openLog();
      kept.length = 0;
      toAll.emit("running", { run, now: Date.now() });
      return log.add;
    },
    error: (error) => say("programError", error),
    notice: (notice) => say("programNotice", notice),
    refused: (refusal) => toAll.emit("refused", refusal),
    add(stream, after, running) {
      // What waits goes to those who listen already; the newcomer gets it with the rest.
      log.flush();
      const known = after?.run === run ? after.hop : undefined;
      if (running) stream.emit("running", { run, now: Date.now() });
      for (const missed of log.since(known ?? 0)) stream.emit("hops", missed);
      for (const { event, said, after: hop } of kept) {
        if (known === undefined || hop > known) stream.emit(event, said);
      }
      streams.add(stream);
      void stream.join(room);
      stream.on("disconnect", () => {
        streams.delete(stream);
        deps.onLeave();
      });
    },
    async close(why) {
      log.flush();
      toAll.emit("closing", { why });
      const gone = Array.from(streams, ({ conn }) => {
        const closed = new Promise<void>((done) => conn.once("close", done));
        // Waits for what is still to be written.
        conn.close();
        return closed;
      });
      if (gone.length === 0) return;
      await Promise.race([Promise.all(gone), delay(goodbyeMs)]);
    },
  };
}
