import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { clientCallSites } from "./src/build/client-call-sites.ts";

export default defineConfig({
  plugins: [clientCallSites()],
  oxc: { jsx: { runtime: "automatic", importSource: "react" } },
  test: {
    environment: "node",
    include: ["{src,demo-server,tests,scripts}/**/*.test.{ts,tsx}"],
    exclude: [
      "**/node_modules/**",
      "**/.venv/**",
      "tests/e2e/**",
      "tests/a11y/**",
    ],
    testTimeout: 15_000,
    // What tests write in the chat is no visitor's.
    env: { ROUNDTRIP_DATA: mkdtempSync(join(tmpdir(), "roundtrip-data-")) },
  },
});
