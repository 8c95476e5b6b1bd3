import type { ProgramError } from "#contract/stream.ts";
import { prepareProgram } from "#server/program/prepare-program.ts";
import { CLIENT_FILE } from "./clients/client-text.ts";
import { compileClient } from "./clients/compile-client.ts";

/** What keeps a text from being the program of that file, without running it; undefined where nothing does. */
export function findFault(
  file: string,
  source: string,
): ProgramError | undefined {
  const program =
    file === CLIENT_FILE ? compileClient(source) : prepareProgram(source);
  return "fault" in program ? program.fault : undefined;
}
