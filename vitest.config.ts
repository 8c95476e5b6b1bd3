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
  },
});
