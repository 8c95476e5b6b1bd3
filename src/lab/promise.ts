import type { ProgramFile } from "./language.ts";
import type { ClientName } from "./people.ts";

/** A button of a lesson's prose. */
export interface Button {
  /** What the button says in the prose, whole. */
  readonly press: string;
  /** The action that it runs, by its id in lab.ts. */
  readonly action: string;
}

/** What a button in a lesson's prose makes happen, as the prose says. */
export interface Promised extends Button {
  /** Buttons that are pressed before it, so that the press makes sense. */
  readonly after?: readonly Button[];
  /**
   * Packets with an event or an acknowledgement that the press adds, as "from > to text". The
   * first is sent first; of the others the order is free.
   */
  readonly packets: readonly string[];
  /** Text that each client's log then holds, and did not hold before. */
  readonly logs: Readonly<Partial<Record<ClientName, string>>>;
  /** What the diagram's name says once all was shown. */
  readonly diagram: RegExp;
}

/** The right options of a question; by the program, where the programs answer differently. */
export type RightOptions =
  readonly string[] | Readonly<Record<ProgramFile, readonly string[]>>;

/**
 * What the prose of a lesson, or of a step, promises: data, in a file `promises.ts` beside its
 * lab.ts. It is read by tests only, and shipped to nobody.
 */
export interface LabPromises {
  readonly buttons: readonly Promised[];
  /** By the id of a question in lab.ts: every question is here. */
  readonly answers: Readonly<Record<string, RightOptions>>;
  /** What its clients' screens emit by themselves belongs to it: it is run only where they are. */
  readonly withScreens?: true;
}

/** The right options where this program runs. */
export const rightOptions = (
  options: RightOptions,
  program: ProgramFile,
): readonly string[] => ("app.py" in options ? options[program] : options);
