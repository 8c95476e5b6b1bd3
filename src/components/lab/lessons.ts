import type { ComponentType } from "react";
import type { LabClient } from "../../lab/client.ts";
import type { LabDefinition } from "../../lab/lesson.ts";
import type { ProgramFile } from "./backends.ts";

/** What a lesson's client.jsx exports by default: one client's screen. */
export type Screen = ComponentType<{
  socket: LabClient["socket"];
  name: LabClient["name"];
}>;

/** Texts of a lesson's programs, for each server that has one. */
export type Programs = Readonly<
  Record<"server.js", string> & Partial<Record<ProgramFile, string>>
>;

/** What a lab needs of its lesson's folder. */
export interface Lesson {
  readonly slug: string;
  readonly definition: LabDefinition;
  readonly Screen: Screen;
  readonly programs: Programs;
  /** The text of client.jsx. */
  readonly client: string;
}

const definitions = import.meta.glob<LabDefinition>(
  "/src/content/docs/lessons/*/lab.ts",
  { import: "default" },
);
const screens = import.meta.glob<Screen>(
  "/src/content/docs/lessons/*/client.jsx",
  { import: "default" },
);
const sources = import.meta.glob<string>(
  "/src/content/docs/lessons/*/{server.js,app.py,client.jsx}",
  { query: "?raw", import: "default" },
);

/** Finds a lesson by the name of its folder. Rejects where a file of it is missing. */
export async function loadLesson(slug: string): Promise<Lesson> {
  const path = (name: string): string =>
    `/src/content/docs/lessons/${slug}/${name}`;
  const load = <T>(
    files: Record<string, () => Promise<T>>,
    name: string,
  ): Promise<T> => {
    const file = files[path(name)];
    if (!file) throw new Error(`The lesson "${slug}" has no ${name}.`);
    return file();
  };
  const [definition, Screen, server, app, client] = await Promise.all([
    load(definitions, "lab.ts"),
    load(screens, "client.jsx"),
    load(sources, "server.js"),
    sources[path("app.py")]?.(),
    load(sources, "client.jsx"),
  ]);
  const programs: Programs = {
    "server.js": server,
    ...(app !== undefined && { "app.py": app }),
  };
  return { slug, definition, Screen, programs, client };
}
