import type { MessageRef } from "#contract/hop.ts";
import type { Hop } from "./hop.ts";

/** What hops may call their cause: a hop, or a message or step of which no hop has told yet. */
interface Origin {
  /** The hop that it is, once that has its place. */
  hop?: number;
  /** The frame that carried it, where it is a message. */
  frame?: number;
  /** The hops that call it their cause. */
  effects?: number[];
}

/** Finds causes and effects, in whichever order the hops come. */
export interface Origins {
  /** Takes in each hop, in order. */
  add(hop: Hop): void;
  /** The hop that a hop calls its cause, where that has its place. */
  causeOf(id: number): number | undefined;
  /** The hops that call this one their cause. */
  effectsOf(hop: Hop): readonly number[];
  /** The frame that carried a message to ("in") or from ("out") its client. */
  frameOf(direction: Direction, message: MessageRef): number | undefined;
}

type Direction = "in" | "out";

/**
 * Messages are found by their connection and their number there. No name is made of both: in a
 * flood, to make names, and to look them up, is most of what a trace does.
 */
export function createOrigins(): Origins {
  /** What each hop calls its cause. */
  const causes: (Origin | undefined)[] = [];
  const ofHops = new Map<number, Origin>();
  const ofSteps = new Map<string, Origin[]>();
  const ofMessages = {
    in: new Map<string, Origin[]>(),
    out: new Map<string, Origin[]>(),
  };

  const message = (direction: Direction, [engine, n]: MessageRef): Origin =>
    numbered(ofMessages[direction], engine, n);

  /** What a hop calls its cause. */
  function causeIn(hop: Hop): Origin | undefined {
    if (hop.kind === "frame") {
      const { cause, direction, engine, messages } = hop;
      if (cause !== undefined) {
        const origin = ofHops.get(cause) ?? { hop: cause };
        ofHops.set(cause, origin);
        return origin;
      }
      const [first] = messages;
      return direction === "in" && engine !== undefined && first !== undefined
        ? message("in", [engine, first])
        : undefined;
    }
    if (hop.kind !== "server" || !hop.step.cause) return undefined;
    const { cause } = hop.step;
    return cause.by === "hop"
      ? numbered(ofSteps, hop.run, cause.hop)
      : message("out", cause.message);
  }

  /** All that others may call this hop by, besides its place. */
  function namesOf(hop: Hop): Origin[] {
    if (hop.kind === "frame") {
      const { direction, engine, messages } = hop;
      return direction === "out" && engine !== undefined
        ? messages.map((n) => message("out", [engine, n]))
        : [];
    }
    if (hop.kind !== "server") return [];
    const { run, step } = hop;
    const own = numbered(ofSteps, run, step.id);
    return step.kind === "emit"
      ? [own, ...step.to.map((to) => message("in", to))]
      : [own];
  }

  return {
    add(hop) {
      if (hop.kind === "frame" && hop.engine !== undefined)
        for (const n of hop.messages)
          message(hop.direction, [hop.engine, n]).frame = hop.id;
      for (const origin of namesOf(hop)) origin.hop = hop.id;
      const cause = causeIn(hop);
      causes.push(cause);
      if (cause) (cause.effects ??= []).push(hop.id);
    },
    causeOf: (id) => causes[id]?.hop,
    effectsOf: (hop) =>
      [ofHops.get(hop.id), ...namesOf(hop)].flatMap(
        (origin) => origin?.effects ?? [],
      ),
    frameOf: (direction, [engine, n]) =>
      ofMessages[direction].get(engine)?.[n]?.frame,
  };
}

/** The origin with a number among those of one name; there is one from now on. */
function numbered(
  named: Map<string, Origin[]>,
  name: string,
  n: number,
): Origin {
  let list = named.get(name);
  if (!list) named.set(name, (list = []));
  return (list[n] ??= {});
}
