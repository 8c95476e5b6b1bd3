import type { ServerHop } from "#contract/hop.ts";
import type { ClientName } from "../people.ts";

/** How a packet is drawn: the lesson's own event, an answer, a refusal, or the protocol's upkeep. */
export type Tone = "event" | "ack" | "refused" | "protocol";

interface Span {
  /** Place in the schedule, from 0. */
  readonly id: number;
  /** Story milliseconds, the diagram's own time. */
  readonly start: number;
  readonly end: number;
  /** Who caused it, and so its colour; undefined where nobody on stage did. */
  readonly by: ClientName | undefined;
  /** What the live region says when it plays. */
  readonly words: string;
}

/** One packet on its way between a client and the server, or several alike that travel as one. */
export interface PacketBeat extends Span {
  readonly kind: "packet";
  readonly client: ClientName;
  readonly direction: "out" | "in";
  readonly label: string;
  readonly tone: Tone;
  /** Frames in the trace that it stands for; grows while packets alike join it. */
  readonly hops: number[];
  /** The hop that made it happen, where that is known: all of one broadcast have the same. */
  readonly cause: number | undefined;
  /** Line of client.jsx that sent it or listens for it. */
  readonly line: number | undefined;
  /** It never arrives: it flies a part of its way. */
  lost: boolean;
  /** When it got lost, in story milliseconds, where it was under way already. */
  lostAt?: number;
}

/** A step inside the server. */
export interface StepBeat extends Span {
  readonly kind: "step";
  readonly step: ServerHop["kind"];
  readonly hop: number;
  /** "on chat", "to everyone but Alice". */
  readonly label: string;
  /** Line of the program. */
  readonly line: number | undefined;
}

/** Something was broken or mended, or a client tells how it fares with that. */
export interface FaultBeat extends Span {
  readonly kind: "fault";
  readonly hop: number;
  readonly line: undefined;
}

export type Beat = PacketBeat | StepBeat | FaultBeat;

/** What is shown at one moment of the story. */
export interface Scene {
  readonly beats: readonly Beat[];
  /** Lines of the server program that run now, each with whose colour. */
  readonly serverLines: readonly LitLine[];
  /** Lines of client.jsx that run now. */
  readonly clientLines: readonly LitLine[];
  /** Trace hops that are on stage now. */
  readonly hops: ReadonlySet<number>;
  /** The diagram in words: what is happening, or what happened last. */
  readonly words: string;
}

export interface LitLine {
  readonly line: number;
  readonly by: ClientName | undefined;
}
