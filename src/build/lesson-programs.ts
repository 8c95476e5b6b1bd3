import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { prepareProgram } from "#server/program/prepare-program.ts";

const PROGRAM = /^(.*\/server\.js)\?program$/;

/**
 * Gives `server.js?program`: a lesson's program made ready for the tab, so that no parser need be
 * loaded there. What is wrong in a program is given in its place, for the lab to say.
 */
export function lessonPrograms(): Plugin {
  return {
    name: "roundtrip:lesson-programs",
    enforce: "pre",
    async load(id) {
      const file = PROGRAM.exec(id)?.[1];
      if (file === undefined) return undefined;
      this.addWatchFile(file);
      const program = prepareProgram(await readFile(file, "utf8"));
      return `export default ${JSON.stringify(program)};`;
    },
  };
}
