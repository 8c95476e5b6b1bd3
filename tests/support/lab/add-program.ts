import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { ProgramFile } from "#lab/language.ts";

/**
 * Puts a program among those that hosts of this run serve as lessons, since a host runs no text;
 * gives the folder of all, and the name of the lesson.
 */
export function addProgram(
  file: ProgramFile,
  source: string,
): { folder: string; lesson: string } {
  const folder = inject("programsFolder");
  const hash = createHash("sha256").update(`${file}\n${source}`);
  const lesson = `program-${hash.digest("hex").slice(0, 16)}`;
  mkdirSync(join(folder, lesson), { recursive: true });
  writeFileSync(join(folder, lesson, file), source);
  return { folder, lesson };
}
