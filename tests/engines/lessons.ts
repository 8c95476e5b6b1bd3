import { promises } from "../e2e/lesson-promises.ts";
import { builtPages } from "../support/page/built-pages.ts";

/** A client that connects by itself, and the transport it ends on. */
export interface Connected {
  readonly name: string;
  readonly by: string;
}

/** What a button in the prose of a lesson must make happen, as the prose says. */
export interface Promised {
  readonly clients: readonly Connected[];
  readonly press: string;
  /** Buttons that are pressed before it. */
  readonly after: readonly string[];
  /** Packets with an event that the press adds, as "from > to frame", in whatever order. */
  readonly packets: readonly string[];
  /** What clients' logs hold then, by the client. */
  readonly logs: readonly (readonly [client: string, text: string])[];
  /** What the diagram's name says once all was shown. */
  readonly diagram: RegExp;
}

/** A lesson of the built site. */
export interface BuiltLesson {
  readonly lesson: string;
  /** Of its first button; undefined where none is written down for the lesson as a whole. */
  readonly promised: Promised | undefined;
  /** What is checked of it, in words. */
  readonly what: string;
}

/** Every lesson of the built site, each with its first promise; throws where there is none. */
export function builtLessons(): BuiltLesson[] {
  const lessons = builtPages().flatMap(
    (path) => /^\/lessons\/([^/]+)\/$/.exec(path)?.[1] ?? [],
  );
  if (lessons.length === 0)
    throw new Error("The site is not built. Build it with: npm run build");
  return lessons.map((lesson) => {
    const promised = firstOf(lesson);
    const what = promised
      ? `"${promised.press}" does what the prose says`
      : "its clients connect";
    return { lesson, promised, what };
  });
}

function firstOf(lesson: string): Promised | undefined {
  const found = promises.find((promised) => promised.lesson === lesson);
  if (!found) return undefined;
  const { press, after = [], packets, diagram } = found;
  const clients = found.clients.map((client) =>
    typeof client === "string" ? { name: client, by: "websocket" } : client,
  );
  const logs = Object.entries(found.logs);
  return { clients, press, after, packets, logs, diagram };
}
