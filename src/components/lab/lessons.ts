import {
  hasFile,
  loadDefinition,
  loadScreen,
  loadSource,
  stepsOf,
  type Screen,
} from "#content/lesson-files.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import {
  DEFAULT_LANGUAGE,
  LANGUAGES,
  type ProgramFile,
} from "#lab/language.ts";

/** Texts of a lesson's programs, in each language that it has one in. */
export type Programs = Readonly<Partial<Record<ProgramFile, string>>>;

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
  const texts = LANGUAGES.map(async ({ id, program }) =>
    id === DEFAULT_LANGUAGE || hasFile(slug, program)
      ? [[program, await loadSource(slug, program)]]
      : [],
  );
  const [definition, Screen, client, programs] = await Promise.all([
    loadDefinition(slug),
    loadScreen(slug),
    loadSource(slug, "client.jsx"),
    Promise.all(texts),
  ]);
  return {
    slug,
    definition,
    Screen,
    programs: Object.fromEntries(programs.flat()) as Programs,
    client,
  };
}
