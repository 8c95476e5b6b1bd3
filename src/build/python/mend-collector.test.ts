/** Python's collector in Pyodide as the site has it, and as it was published. */
import { beforeAll, describe, expect, it } from "vitest";
import { openLab } from "#lab/lab.ts";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import { createPythonWorkers } from "#sandbox/python/python-workers.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { serving } from "#tests/support/python/programs.ts";
import {
  loadParts,
  makePythonFirst,
  STARTING_MS,
  startThread,
} from "#tests/support/python/python-in-thread.ts";
import { mendCollector } from "./mend-collector.ts";
import { pythonWorkerText } from "./worker-text.ts";

makePythonFirst();

const DEFINITION = { clients: ["Alice"], actions: {} } as const;

/** Handlers that wait deep in Python, while its collector runs by itself and by hand. */
const COLLECTED = serving(`import gc

class Deep:
    def __getattr__(self, name):
        left = int(name[1:])
        if left == 0:
            socketio.sleep(0.05)
            return 0
        return getattr(Deep(), f"x{left - 1}")

@socketio.on("go")
def on_go(n):
    getattr(Deep(), f"x{n % 25}")
    for _ in range(500):
        ring = Deep()
        ring.__dict__["itself"] = ring
    gc.collect(1)
    return n`);

const HANDLERS = 40;

/** Asks many handlers at once, in a worker with this script; how many answered, or the lab's trouble. */
async function collect(text?: Promise<string>): Promise<unknown> {
  const backend = createTabBackend({
    language: "flask",
    startWorker: createPythonWorkers({
      open: () => startThread(text, { isQuiet: true }),
      load: loadParts,
    }).start,
    loadProgram: () => Promise.reject(new Error("It has no lessons.")),
  });
  const lab = openLab(
    { source: COLLECTED, file: "app.py" },
    DEFINITION,
    backend,
  );
  const { socket } = lab.client("Alice");
  const trouble = new Promise((resolve) =>
    lab.onTrouble(() => resolve(lab.trouble()?.text)),
  );
  lab.start();
  const numbers = Array.from({ length: HANDLERS }, (_, n) => n);
  try {
    return await Promise.race([
      trouble,
      Promise.all(numbers.map((n) => socket.emitWithAck("go", n))).then(
        (answers) => answers.length,
      ),
    ]);
  } finally {
    lab.close();
  }
}

describe.skipIf(!isFlaskInstalled())(
  "Python's garbage collector, while stacks are suspended",
  () => {
    // As it was published.
    let unmended: Promise<string>;
    beforeAll(async () => {
      unmended = pythonWorkerText((text) => text);
      await unmended;
    }, STARTING_MS);

    it("does no harm", { timeout: STARTING_MS }, async () => {
      expect(await collect()).toBe(HANDLERS);
    });

    // The day on which this fails, Pyodide needs no mending any more.
    it(
      "ends the worker where Pyodide isn't mended",
      { timeout: STARTING_MS },
      async () => {
        expect(await collect(unmended)).toMatch(/has crashed|stopped/);
      },
    );
  },
);

it("mends no other Pyodide than the one it knows", () => {
  expect(() => mendCollector("another")).toThrow(/See whether it still has/);
});
