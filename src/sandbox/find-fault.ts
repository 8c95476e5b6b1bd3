import type { ProgramError } from "#contract/stream.ts";
import { prepareProgram } from "#server/program/prepare-program.ts";

/** What keeps a text from being a server's program, without running it; undefined where nothing does. */
export function findFault(source: string): ProgramError | undefined {
  const program = prepareProgram(source);
  return "fault" in program ? program.fault : undefined;
}
