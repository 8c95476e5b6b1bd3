import { hasFile, loadSource } from "#content/lesson-files.ts";
import type { Backend } from "#lab/backends/backend.ts";
import { openPython } from "#sandbox/python/open-python.ts";
import { siteRoot } from "../page/site-root.ts";
import { showPythonStep } from "./python-line.ts";

/** Flask in the page's tab; a line on the page says how far its loading is. */
export const openPythonHere = (
  how: { isOwn?: boolean } = {},
): Promise<Backend> =>
  openPython(
    {
      root: siteRoot(),
      source: (lesson) =>
        hasFile(lesson, "app.py") ? loadSource(lesson, "app.py") : undefined,
      tell: showPythonStep,
    },
    how,
  );
