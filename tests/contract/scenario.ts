import type { ExpectStatic } from "vitest";
import type { ProgramFile } from "#lab/language.ts";
import type { StartedBackend } from "../support/lab/open-defined-lab.ts";

/** Where a scenario runs: with the assertions of the place, on a backend that it knows nothing of. */
export interface World {
  readonly expect: ExpectStatic;
  /** The file of the program that runs there. */
  readonly program: ProgramFile;
  /** The text of that program of "everything". */
  readonly source: string;
  /** Starts the server side of the backend, with the programs of this suite. */
  start(): Promise<StartedBackend>;
}

/** What must be so on every backend. */
export interface Scenario {
  readonly name: string;
  readonly run: (world: World) => Promise<void>;
}

/** A list of scenarios that grows by `it`, as a test file does. */
export function createSuite(): {
  it(name: string, run: Scenario["run"]): void;
  readonly scenarios: readonly Scenario[];
} {
  const scenarios: Scenario[] = [];
  return { it: (name, run) => void scenarios.push({ name, run }), scenarios };
}
