import {
  hasFile,
  loadDefinition,
  loadScreen,
  loadSource,
  stepsOf,
  type Screen,
} from "#content/lesson-files.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { ProgramFile } from "../server-choice/backends.ts";

/** Texts of a lesson's programs, for each server that has one. */
export type Programs = Readonly<
  Record<"server.js", string> & Partial<Record<ProgramFile, string>>
>;

/** What a lab needs of its lesson's folder. */
export interface Lesson {
  /** Its own name, or `lesson.step`. */
  readonly slug: string;
  readonly definition: LabDefinition;
  readonly Screen: Screen;
  readonly programs: Programs;
  /** The text of client.jsx. */
  readonly client: string;
}

/**
 * Finds a lesson by the name of its folder, or one step by `lesson.step`; a lesson in steps begins
 * with its first. Rejects where it has not all that a lab needs.
 */
export async function loadLesson(name: string): Promise<Lesson> {
  const [slug = name] = stepsOf(name);
  const [definition, Screen, server, app, client] = await Promise.all([
    loadDefinition(slug),
    loadScreen(slug),
    loadSource(slug, "server.js"),
    hasFile(slug, "app.py") ? loadSource(slug, "app.py") : undefined,
    loadSource(slug, "client.jsx"),
  ]);
  const programs: Programs = {
    "server.js": server,
    ...(app !== undefined && { "app.py": app }),
  };
  return { slug, definition, Screen, programs, client };
}
