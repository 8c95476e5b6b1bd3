import { expect, test } from "vitest";
import { withPolicy } from "./security-policy.ts";

test("a page's policy stands before all that it holds for and names its scripts", () => {
  const html = withPolicy('<head><meta charset="utf-8"/><script>a()</script>', [
    "sha256-abc=",
  ]);
  expect(html).toMatch(
    /^<head><meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy" content="[^"]*"><script>/,
  );
  expect(html).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=';");
});

test("a page that cannot carry its policy is an error", () => {
  expect(() => withPolicy("<head></head>", [])).toThrow("no <meta charset>");
});
