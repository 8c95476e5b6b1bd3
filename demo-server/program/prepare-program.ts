import type { TabProgram } from "#contract/tab.ts";
import { readyText } from "./compile.ts";
import { PROGRAM_GLOBALS } from "./program-globals.ts";
import { PROGRAM_MODULES, ProgramFault } from "./programs.ts";

/**
 * A program made ready for the tab, or what is wrong in it; `ticks` are for a guard that stops it
 * where it never ends.
 */
export function prepareProgram(
  source: string,
  how: { readonly ticks?: boolean } = {},
): TabProgram {
  const setting = { modules: PROGRAM_MODULES, globals: PROGRAM_GLOBALS };
  try {
    return readyText(source, setting, how);
  } catch (error) {
    if (error instanceof ProgramFault) return { fault: error.error };
    throw error;
  }
}
