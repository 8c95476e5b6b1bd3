import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { clientCallSites } from "./src/build/client-call-sites.ts";

/** Tests of short times, such as a heartbeat of 0.3 s: beside others they would measure those too. */
const TIMED = [
  "tests/contract/protocol/**/*.test.ts",
  "demo-server/node/host.test.ts",
];

const files = {
  plugins: [clientCallSites()],
  oxc: { jsx: { runtime: "automatic" as const, importSource: "react" } },
};

const tests = {
  environment: "node" as const,
  testTimeout: 15_000,
  // What tests write in the chat is no visitor's.
  env: { ROUNDTRIP_DATA: mkdtempSync(join(tmpdir(), "roundtrip-data-")) },
};

export default defineConfig({
  test: {
    globalSetup: "tests/support/lab/flask-of-the-run.ts",
    projects: [
      {
        ...files,
        test: {
          ...tests,
          name: "together",
          include: ["{src,demo-server,tests,scripts}/**/*.test.{ts,tsx}"],
          exclude: [
            "**/node_modules/**",
            "**/.venv/**",
            "tests/engines/**",
            ...TIMED,
          ],
          // Tests here wait rather than compute: more run at once than there are cores.
          maxWorkers: 4,
        },
      },
      {
        ...files,
        test: {
          ...tests,
          name: "one by one",
          include: TIMED,
          fileParallelism: false,
        },
      },
    ],
  },
});
