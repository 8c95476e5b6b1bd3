import type {
  DoneHop,
  EmitHop,
  HandlerHop,
  MessageRef,
} from "#contract/hop.ts";
import type { FrameHop, Hop, ServerStepHop } from "./hop.ts";
import { createOrigins } from "./origins.ts";
import type { ClientName } from "../people.ts";

type WithoutId<T> = T extends Hop ? Omit<T, "id"> : never;
/** A hop before the trace has given it its place. */
export type NewHop = WithoutId<Hop>;

/** A trace to read: what drawings and checks are given. */
export interface TraceView {
  /** Every hop so far, in order; `hops[id].id === id`. */
  readonly hops: readonly Hop[];
  /** The hop that made this one happen, as far as is known by now. */
  causeOf(id: number): Hop | undefined;
  /** The hops that this one made happen, directly. */
  effectsOf(id: number): readonly Hop[];
  /** The first hop in the chain of causes. */
  rootOf(id: number): Hop;
  /** The client whose doing this was, or undefined where nobody on stage caused it. */
  causedBy(id: number): ClientName | undefined;
  /** The client that holds, or held, this engine connection. */
  clientOf(engine: string): ClientName | undefined;
  /** The frame that carried a message to ("in") or from ("out") its client. */
  frameOf(direction: "in" | "out", message: MessageRef): FrameHop | undefined;
  /** Whether the frame never arrived. */
  isLost(frame: number): boolean;
  /** Whether the lab's network still holds the frame: it is neither lost nor has it arrived. */
  isUnderWay(frame: number): boolean;
  /** Whether it holds any. */
  isBusy(): boolean;
  /** Told after each append, with the new hop. Returns what ends it. */
  subscribe(listener: (hop: Hop) => void): () => void;
}

/**
 * The append-only list of what happened in a lab.
 *
 * @example
 * const trace = createTrace();
 * const { id } = trace.append({ kind: "note", at: 0, text: "It begins." });
 * trace.hops[id]; // the note
 * trace.effectsOf(id); // what it made happen: nothing yet
 */
export interface Trace extends TraceView {
  append(hop: NewHop): Hop;
  /** Appends hops that are known together; nobody is told of one before all have their place. */
  appendAll(hops: readonly NewHop[]): void;
}

/** A frame of a client, whichever way it went. */
export const isFrame = (hop: Hop): hop is FrameHop => hop.kind === "frame";
/** The server's step that handled a message a client sent, or sent one that a client received. */
export const isHandler = (
  hop: Hop,
): hop is ServerStepHop & { step: HandlerHop } =>
  hop.kind === "server" && hop.step.kind === "handler";
export const isEmit = (hop: Hop): hop is ServerStepHop & { step: EmitHop } =>
  hop.kind === "server" && hop.step.kind === "emit";
/** The server was done with a message: its handlers had ended. */
export const isDone = (hop: Hop): hop is ServerStepHop & { step: DoneHop } =>
  hop.kind === "server" && hop.step.kind === "done";

/**
 * Makes an empty trace. Frames and server steps arrive by two ways and in any order, so causes
 * are looked up by message (`[engine, n]`) when asked for, never stored as they come.
 */
export function createTrace(): Trace {
  const hops: Hop[] = [];
  const origins = createOrigins();
  const owners = new Map<string, ClientName>();
  const lost = new Set<number>();
  /** Frames that are held, until they arrive or get lost. */
  const underWay = new Set<number>();
  const listeners = new Set<(hop: Hop) => void>();

  const index = (hop: Hop): void => {
    origins.add(hop);
    if (hop.kind === "frame") {
      if (hop.engine !== undefined) owners.set(hop.engine, hop.client);
      if (hop.held) underWay.add(hop.id);
    }
    if (hop.kind === "lost") lost.add(hop.frame);
    if (hop.kind === "lost" || hop.kind === "arrival")
      underWay.delete(hop.frame);
  };

  const at = (id: number): Hop => {
    const hop = hops[id];
    if (!hop)
      throw new RangeError(
        `The trace has no hop ${id}; it holds ${hops.length}.`,
      );
    return hop;
  };

  const causeOf = (id: number): Hop | undefined => {
    const cause = origins.causeOf(at(id).id);
    return cause === undefined ? undefined : hops[cause];
  };

  const rootOf = (id: number): Hop => {
    let hop = at(id);
    for (let up = causeOf(hop.id); up; up = causeOf(hop.id)) hop = up;
    return hop;
  };

  const place = (hop: NewHop): Hop => {
    const placed = { ...hop, id: hops.length } as Hop;
    hops.push(placed);
    index(placed);
    return placed;
  };
  const tell = (hop: Hop): void => {
    for (const listener of listeners) listener(hop);
  };

  return {
    hops,
    causeOf,
    rootOf,
    effectsOf: (id) => origins.effectsOf(at(id)).map(at),
    causedBy(id) {
      const root = rootOf(id);
      return root.kind === "action" || root.kind === "frame"
        ? root.client
        : undefined;
    },
    clientOf: (engine) => owners.get(engine),
    frameOf(direction, message) {
      const id = origins.frameOf(direction, message);
      const hop = id === undefined ? undefined : hops[id];
      return hop?.kind === "frame" ? hop : undefined;
    },
    isLost: (frame) => lost.has(frame),
    isUnderWay: (frame) => underWay.has(frame),
    isBusy: () => underWay.size > 0,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    append(hop) {
      const placed = place(hop);
      tell(placed);
      return placed;
    },
    appendAll: (batch) => batch.map(place).forEach(tell),
  };
}
