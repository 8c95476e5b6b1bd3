import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { does } from "#lab/lesson.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { SCENARIOS } from "./scenarios.ts";
import { FAULT_SCENARIOS } from "./fault-scenarios.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { flaskInThread } from "../support/python/flask-in-thread.ts";
import {
  makePythonFirst,
  STARTING_MS,
} from "../support/python/python-in-thread.ts";

makePythonFirst();

describe.skipIf(!isFlaskInstalled())(
  "a lab on Flask in the tab",
  { timeout: STARTING_MS },
  () => {
    const source = readFileSync(
      `${lessonsDirs.contract}/everything/app.py`,
      "utf8",
    );
    const start = () => Promise.resolve(flaskInThread(lessonsDirs.contract));
    for (const { name, run } of [...SCENARIOS, ...FAULT_SCENARIOS])
      it(name, () => run({ expect, program: "app.py", source, start }));

    it("has no WebTransport, as Flask has none anywhere, and says so", async () => {
      await using lab = await openDefinedLab(
        { source, file: "app.py" },
        {
          clients: ["Alice"],
          actions: {
            move: does("Alice", "move", () => undefined, {
              needs: "webtransport",
            }),
          },
        },
        await start(),
      );
      await expect(lab.act("move")).rejects.toThrow(
        "This server has no WebTransport.",
      );
    });

    it("runs no program in another language", async () => {
      const { backend } = await start();
      expect(await backend.available({ source, file: "server.js" })).toEqual({
        ok: false,
        why: "This server runs app.py, not server.js",
        forNow: true,
      });
    });
  },
);
