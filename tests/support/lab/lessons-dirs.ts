import { fileURLToPath } from "node:url";

const folder = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** The site's own lessons, and those that only the tests have. */
export const lessonsDirs = {
  site: folder("../../../src/content/docs/lessons"),
  contract: folder("../lessons"),
} as const;
