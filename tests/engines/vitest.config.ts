import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  // Lessons' clients, which are loaded with their labs.
  oxc: { jsx: { runtime: "automatic", importSource: "react" } },
  test: {
    environment: "node",
    include: ["tests/engines/*.test.ts"],
    // The engines side by side, however few processors there are: each waits more than it works.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // What tests write in the chat is no visitor's.
    env: { ROUNDTRIP_DATA: mkdtempSync(join(tmpdir(), "roundtrip-data-")) },
  },
});
