import type { Beat, FaultBeat, PacketBeat, StepBeat } from "./beat.ts";
import type {
  FaultHop,
  FrameHop,
  Hop,
  LostHop,
  ServerStepHop,
} from "../trace/hop.ts";
import type { TraceView } from "../trace/trace.ts";
import { describeFrame, describeStep } from "./words.ts";

/** Story milliseconds that a packet takes from one party to the other. */
export const FLIGHT = 600;
/** Story milliseconds of one step inside the server. */
export const DWELL = 200;
/** Story milliseconds for which a fault is told. */
const TELLING = 600;
/** The protocol's upkeep passes quicker: it is not what most lessons are about. */
const UPKEEP_FLIGHT = 400;
/** Packets alike on one edge that start within this many story milliseconds travel as one. */
const TOGETHER = 150;
/** In stage units: the shortest way between two parties, a pill's ends and the gap after it, one letter. */
const WAY = 182;
const PILL = 26;
const LETTER = 7.2;
const LONGEST_LABEL = 14;
/** Story milliseconds after which the next pill on an edge may follow one, so that they don't touch. */
const gapAfter = (label: string): number =>
  (FLIGHT * (PILL + LETTER * Math.min(label.length, LONGEST_LABEL))) / WAY;
/** Real milliseconds that an arrived frame waits for the server to say what caused it. */
export const PATIENCE = 400;

/** What of a trace has a place on the stage. */
export interface Shown {
  /** Whether the start is over; it isn't shown. */
  hasBegun(): boolean;
  /** Whether a frame that sets out after it is shown. */
  shows(frame: FrameHop): boolean;
}
const ALL: Shown = { hasBegun: () => true, shows: () => true };

/** Lays a trace out on the story's timeline, hop by hop as they arrive. */
export interface Schedule {
  readonly beats: readonly Beat[];
  /** End of the last beat. */
  end(): number;
  /** Places a hop at `position` at the earliest; what the reader does, at `free`. */
  place(hop: Hop, position: number, free: number): void;
  /** Places frames whose cause has not been told in `PATIENCE`. `now` is the trace's clock. */
  giveUpWaiting(now: number, position: number): void;
  /** Whether some frames still wait for their cause. */
  waiting(): boolean;
  /** When a frame sets out, in story milliseconds; undefined where it has no place, or none yet. */
  startOf(frame: number): number | undefined;
  /** When a frame has come to its end, in story milliseconds; undefined while it isn't placed. */
  endOf(frame: number): number | undefined;
}

/**
 * A packet starts when what caused it has been shown, so the order on stage is the order of
 * causes, whatever order the two sources of the trace told it in. What is not `shown` has no place,
 * nor what it made the server do at the start.
 */
export function createSchedule(trace: TraceView, shown: Shown = ALL): Schedule {
  const beats: Beat[] = [];
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  const lastOnEdge = new Map<string, PacketBeat>();
  /** Frames that came in before the server said what made them, oldest first. */
  const pending = new Set<FrameHop>();
  /** Hops of the start. */
  const early = new Set<number>();
  let horizon = 0;

  const add = <T extends Beat>(beat: T): T => {
    beats.push(beat);
    horizon = Math.max(horizon, beat.end);
    return beat;
  };

  /** When everything that led to the hop has been shown; undefined where its cause is unknown. */
  const afterCause = (hop: Hop): number | undefined => {
    const cause = trace.causeOf(hop.id);
    return cause === undefined ? undefined : ends.get(cause.id);
  };

  const placeFrame = (hop: FrameHop, position: number): void => {
    const lost = trace.isLost(hop.id);
    const { label, tone, words } = describeFrame(hop, lost);
    const edge = `${hop.client} ${hop.direction}`;
    const caused = afterCause(hop);
    const last = lastOnEdge.get(edge);
    // A handler may send something long after it began.
    let start = Math.max(caused ?? 0, position);
    // A handshake reads as a dialogue: each of its frames waits for the one before.
    if (tone === "protocol" && caused === undefined) {
      const dialogue = Math.max(
        lastOnEdge.get(`${hop.client} in`)?.end ?? 0,
        lastOnEdge.get(`${hop.client} out`)?.end ?? 0,
      );
      start = Math.max(start, Math.min(dialogue, start + 4 * UPKEEP_FLIGHT));
    }
    const by = trace.causedBy(hop.id);
    if (
      last?.label === label &&
      last.by === by &&
      last.lost === lost &&
      Math.abs(start - last.start) < TOGETHER
    ) {
      last.hops.push(hop.id);
      starts.set(hop.id, last.start);
      ends.set(hop.id, last.end);
      return;
    }
    // An edge is a queue: what was sent later never overtakes.
    if (last) start = Math.max(start, last.start + gapAfter(last.label));
    const flight = tone === "protocol" ? UPKEEP_FLIGHT : FLIGHT;
    const beat = add<PacketBeat>({
      kind: "packet",
      id: beats.length,
      start,
      end: Math.max(start + flight, last?.end ?? 0),
      by,
      words,
      client: hop.client,
      direction: hop.direction,
      label,
      tone,
      hops: [hop.id],
      cause: trace.causeOf(hop.id)?.id,
      line: hop.line,
      lost,
    });
    lastOnEdge.set(edge, beat);
    starts.set(hop.id, beat.start);
    ends.set(hop.id, beat.end);
  };

  const placeStep = (hop: ServerStepHop, position: number): void => {
    const { label, words } = describeStep(trace, hop);
    const start = Math.max(afterCause(hop) ?? 0, position);
    const quiet =
      hop.step.kind === "emit" &&
      ["connect", "disconnect"].includes(hop.step.how);
    const end = start + (quiet ? 0 : DWELL);
    ends.set(hop.id, end);
    if (quiet) return;
    const by = trace.causedBy(hop.id);
    add<StepBeat>({
      kind: "step",
      step: hop.step.kind,
      id: beats.length,
      start,
      end,
      by,
      words,
      hop: hop.id,
      label,
      line: hop.step.line,
    });
  };

  const placeFault = (hop: FaultHop, position: number): void => {
    ends.set(hop.id, position);
    add<FaultBeat>({
      kind: "fault",
      id: beats.length,
      start: position,
      end: position + TELLING,
      by: hop.client,
      words: hop.text,
      hop: hop.id,
      line: undefined,
    });
  };

  /** A frame under way was caught by a cut. */
  const placeLoss = ({ frame }: LostHop, position: number): void => {
    const beat = beats.findLast(
      (found) => found.kind === "packet" && found.hops.includes(frame),
    );
    if (beat?.kind !== "packet" || beat.lost) return;
    beat.lost = beat.hops.every(trace.isLost);
    if (beat.lost) beat.lostAt = position;
  };

  /** Whether a hop has a place. What was broken or done always has: the reader did it. */
  function isPlaced(hop: Hop): boolean {
    if (hop.kind === "frame" ? !shown.shows(hop) : isOfStart(hop)) {
      if (!shown.hasBegun() || hop.kind === "server") early.add(hop.id);
      return false;
    }
    return true;
  }
  /** Of what the server did at the start, some is told a little later. */
  const isOfStart = (hop: Hop): boolean =>
    hop.kind === "server" &&
    (!shown.hasBegun() || early.has(trace.causeOf(hop.id)?.id ?? -1));

  /** Places the frames that waited for this step. */
  const release = (step: ServerStepHop, position: number): void => {
    if (pending.size === 0) return;
    for (const hop of trace.effectsOf(step.id))
      if (hop.kind === "frame" && pending.delete(hop))
        placeFrame(hop, position);
  };

  return {
    beats,
    end: () => horizon,
    waiting: () => pending.size > 0,
    startOf: (frame) => starts.get(frame),
    endOf: (frame) => ends.get(frame),
    place(hop, position, free) {
      if (!isPlaced(hop)) return;
      if (hop.kind === "action") ends.set(hop.id, free);
      // That the server is done with a message is for questions; there is nothing to see.
      if (hop.kind === "server" && hop.step.kind !== "done") {
        placeStep(hop, position);
        release(hop, position);
      }
      if (hop.kind === "fault") placeFault(hop, position);
      if (hop.kind === "lost") placeLoss(hop, position);
      if (hop.kind !== "frame") return;
      const awaited = hop.direction === "in" && hop.messages.length > 0;
      if (awaited && afterCause(hop) === undefined) pending.add(hop);
      else placeFrame(hop, hop.direction === "out" ? free : position);
    },
    giveUpWaiting(now, position) {
      for (const hop of pending) {
        if (now - hop.at <= PATIENCE) return;
        pending.delete(hop);
        placeFrame(hop, position);
      }
    },
  };
}
