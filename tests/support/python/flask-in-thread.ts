import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import { FLASK_TRANSPORTS } from "#lab/backends/tab/transports.ts";
import { createPythonWorkers } from "#sandbox/python/python-workers.ts";
import { createFloodCheck } from "#sandbox/sandbox-backend.ts";
import { fileOf, lessonFolder } from "#contract/lesson-folder.ts";
import { lessonsOnDisk } from "#server/node/programs/lesson-programs.ts";
import type { StartedBackend } from "../lab/open-defined-lab.ts";
import { loadParts, startThread } from "./python-in-thread.ts";

const workers = createPythonWorkers({
  open: () => startThread(),
  load: loadParts,
});

/**
 * Flask in the tab without a browser, for programs of the reader's own and for the lessons of a
 * folder. Python starts once for a file of tests.
 */
export function flaskInThread(lessonsDir: string): StartedBackend {
  const tree = lessonsOnDisk(lessonsDir);
  return {
    backend: createTabBackend({
      language: "flask",
      startWorker: workers.start,
      transports: FLASK_TRANSPORTS,
      createFloodCheck: () => createFloodCheck(),
      loadProgram(lesson) {
        const file = fileOf(tree, lessonFolder(lesson), "app.py");
        if (file === undefined)
          return Promise.reject(new Error(`${lesson} has no app.py.`));
        const source = readFileSync(join(lessonsDir, file), "utf8");
        return Promise.resolve({ source });
      },
    }),
    // A lab's server ends with the lab.
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
