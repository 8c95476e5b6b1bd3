import type { ProgramFile } from "../language.ts";

/** A file that an exercise has the reader write: the server's program, or the clients'. */
export type AnswerFile = ProgramFile | typeof CLIENT_FILE;

/** The clients' program. */
export const CLIENT_FILE = "client.jsx";
import type { ClientName } from "../people.ts";
import type { PacketSelection } from "../playback/rows.ts";

/** One packet that a client received, or sent. */
export interface ReceivedPacket {
  /** Whole text of the packet. */
  readonly text: string;
  /** Where it is in the trace. */
  readonly packet: PacketSelection;
  /** Where in its text the wrong part begins, from 0; undefined where it is as expected. */
  readonly wrongFrom: number | undefined;
  /** The line of the program that sent it, where known. */
  readonly sentBy: ProgramLine | undefined;
}

/** A line of the reader's program. */
export interface ProgramLine {
  readonly file: AnswerFile;
  /** From 1. */
  readonly line: number;
  /** What stands on it, without the space around it. */
  readonly code: string;
}

/** What was expected of one client, and what it received, or sent: texts of packets, none for silence. */
export interface ClientAnswer {
  readonly client: ClientName;
  /** It is about what the client sent. */
  readonly isSender?: true;
  readonly expected: readonly string[];
  readonly received: readonly ReceivedPacket[];
}

/** A check passed, and a packet that shows it, where one does. */
export interface Passed {
  readonly verdict: "passed";
  readonly packet?: PacketSelection | undefined;
}

/** A check failed: who should have received what, and did. */
export interface Failed {
  readonly verdict: "failed";
  readonly clients: readonly ClientAnswer[];
  /** What the reader said of the run, and how that is wrong: a sentence without its full stop. */
  readonly why?: string | undefined;
  /** The packet that is wrong; where nothing was sent, the one that should have been answered. */
  readonly packet?: PacketSelection | undefined;
}

/** The run does not say: what a check is about has not happened. */
export interface NotShown {
  readonly verdict: "not shown";
  /** A sentence without its full stop. */
  readonly why: string;
  /** The action that would show it. */
  readonly action?: string | undefined;
}

/** What a check says of a run. Silence never passes: it is "not shown". */
export type Answer = Passed | Failed | NotShown;
