import type { ComponentType } from "react";
import { lessonFolder, lessonIn } from "#contract/lesson-folder.ts";
import type { LabClient } from "#lab/client/client.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import {
  DEFAULT_LANGUAGE,
  LANGUAGES,
  type ProgramFile,
} from "#lab/language.ts";

/** What a lesson's client.jsx exports by default: one client's screen. */
export type Screen = ComponentType<{
  socket: LabClient["socket"];
  name: LabClient["name"];
}>;

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

const LESSONS = "/src/content/docs/lessons/";

const definitions = import.meta.glob<LabDefinition>(
  "/src/content/docs/lessons/{*,*/steps/*}/lab.ts",
  { import: "default" },
);
const screens = import.meta.glob<Screen>(
  "/src/content/docs/lessons/{*,*/steps/*}/client.jsx",
  { import: "default" },
);
const sources = import.meta.glob<string>(
  "/src/content/docs/lessons/{*,*/steps/*}/{server.js,app.py,client.jsx}",
  { query: "?raw", import: "default" },
);

/** The steps of a lesson, each `lesson.step`, in their order; none where it is one program. */
export function stepsOf(lesson: string): readonly string[] {
  const folder = `${LESSONS}${lesson}/steps/`;
  return Object.keys(definitions)
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(LESSONS.length).replace(/\/[^/]+$/, ""))
    .map(lessonIn)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/**
 * Finds a lesson by the name of its folder, or one step by `lesson.step`; a lesson in steps begins
 * with its first. Rejects where a file of it is missing.
 */
export async function loadLesson(name: string): Promise<Lesson> {
  const [slug = name] = stepsOf(name);
  const path = (name: string): string =>
    `${LESSONS}${lessonFolder(slug)}/${name}`;
  const load = <T>(
    files: Record<string, () => Promise<T>>,
    name: string,
  ): Promise<T> => {
    const file = files[path(name)];
    if (!file) throw new Error(`The lesson "${slug}" has no ${name}.`);
    return file();
  };
  const texts = LANGUAGES.map(async ({ id, program }) => {
    const has = id === DEFAULT_LANGUAGE || path(program) in sources;
    return has ? [[program, await load(sources, program)]] : [];
  });
  const [definition, Screen, client, programs] = await Promise.all([
    load(definitions, "lab.ts"),
    load(screens, "client.jsx"),
    load(sources, "client.jsx"),
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
