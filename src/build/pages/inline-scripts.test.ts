import { expect, test } from "vitest";
import { scriptHash, inlineScripts } from "./inline-scripts.ts";

test("finds classic and module scripts with their exact text", () => {
  expect(
    inlineScripts(
      '<script> a() </script><p></p><script type="module">b()\n</script>',
    ),
  ).toEqual([" a() ", "b()\n"]);
});

test("leaves out scripts with a source and blocks of data", () => {
  const html = [
    '<script type="module" src="/x.js"></script>',
    '<script type="application/json">{}</script>',
    "<script type=speculationrules>{}</script>",
  ].join("");
  expect(inlineScripts(html)).toEqual([]);
});

test("hashes the exact text of a script", () => {
  expect(scriptHash("")).toBe(
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  );
});
