import type { ComponentType } from "react";
import {
  fileOf,
  lessonFolder,
  stepsIn,
  treeOf,
} from "#contract/lesson-folder.ts";
import type { TabProgram } from "#contract/tab.ts";
import type { PageClient } from "#lab/client/client.ts";
import type { LabDefinition } from "#lab/lesson.ts";

/** What a lesson's client.jsx exports by default: one client's screen. */
export type Screen = ComponentType<{
  socket: PageClient["socket"];
  name: PageClient["name"];
}>;

/** The folder of all lessons, from the project's own. The globs below must say it again, as text. */
export const LESSONS = "/src/content/docs/lessons/";

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
const tabPrograms = import.meta.glob<TabProgram>(
  "/src/content/docs/lessons/{*,*/steps/*}/server.js",
  { query: "?program", import: "default" },
);

const tree = treeOf(
  [...Object.keys(definitions), ...Object.keys(sources)].map((path) =>
    path.slice(LESSONS.length),
  ),
);

const find = (slug: string, name: string): string | undefined =>
  fileOf(tree, lessonFolder(slug), name);

function load<T>(
  files: Record<string, () => Promise<T>>,
  slug: string,
  name: string,
): Promise<T> {
  const file = find(slug, name);
  const loadFile = file === undefined ? undefined : files[LESSONS + file];
  if (!loadFile)
    return Promise.reject(new Error(`The lesson "${slug}" has no ${name}.`));
  return loadFile();
}

/** The steps of a lesson, each `lesson.step`, in their order; none where it is one program. */
export const stepsOf = (lesson: string): readonly string[] =>
  stepsIn(tree, lesson);

/** Whether a lesson or a step has a file, its own or inherited: lab.ts, client.jsx, server.js or app.py. */
export const hasFile = (slug: string, name: string): boolean =>
  find(slug, name) !== undefined;

/** What a lesson's lab.ts says of its lab. Rejects where there is none, as the other three do. */
export const loadDefinition = (slug: string): Promise<LabDefinition> =>
  load(definitions, slug, "lab.ts");

/** One client's screen, from client.jsx. */
export const loadScreen = (slug: string): Promise<Screen> =>
  load(screens, slug, "client.jsx");

/** The text of server.js, app.py or client.jsx. */
export const loadSource = (slug: string, name: string): Promise<string> =>
  load(sources, slug, name);

/** The program of server.js, made ready for the tab. */
export const loadTabProgram = (slug: string): Promise<TabProgram> =>
  load(tabPrograms, slug, "server.js");
