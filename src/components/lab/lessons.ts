import type { ComponentType } from "react";
import type { LabClient } from "../../lab/client.ts";
import type { LabDefinition } from "../../lab/lesson.ts";

/** What a lesson's client.jsx exports by default: one client's screen. */
export type Screen = ComponentType<{
  socket: LabClient["socket"];
  name: LabClient["name"];
}>;

/** What a lab needs of its lesson's folder. */
export interface Lesson {
  readonly slug: string;
  readonly definition: LabDefinition;
  readonly Screen: Screen;
  /** The text of server.js. */
  readonly server: string;
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
  "/src/content/docs/lessons/*/{server.js,client.jsx}",
  { query: "?raw", import: "default" },
);

/** Finds a lesson by the name of its folder. Rejects where a file of it is missing. */
export async function loadLesson(slug: string): Promise<Lesson> {
  const load = <T>(
    files: Record<string, () => Promise<T>>,
    name: string,
  ): Promise<T> => {
    const file = files[`/src/content/docs/lessons/${slug}/${name}`];
    if (!file) throw new Error(`The lesson "${slug}" has no ${name}.`);
    return file();
  };
  const [definition, Screen, server, client] = await Promise.all([
    load(definitions, "lab.ts"),
    load(screens, "client.jsx"),
    load(sources, "server.js"),
    load(sources, "client.jsx"),
  ]);
  return { slug, definition, Screen, server, client };
}
