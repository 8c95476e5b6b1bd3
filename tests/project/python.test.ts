import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPython } from "#scripts/flask/python.mjs";

let folder: string;
let path: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roundtrip-pythons-"));
  path = process.env["PATH"];
  process.env["PATH"] = folder;
});
afterEach(() => {
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true });
});

/** Puts a program on PATH that answers as a Python of that version would. */
function put(name: string, answer: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho "${answer}"\n`);
  chmodSync(file, 0o755);
}

describe.skipIf(process.platform === "win32")("the Python for Flask", () => {
  it("is the first that is new enough, by any of its names", () => {
    put("python3", "3 9 True");
    put("python3.12", "3 12 True");
    expect(findPython()).toEqual({ command: ["python3.12"] });
    put("python", "3 10 True");
    expect(findPython()).toEqual({ command: ["python"] });
  });

  it("is missed where there is none, in words for a reader", () => {
    expect(findPython()).toEqual({
      why: "Flask needs Python 3.10 or newer, and none was found here",
    });
    put("python", "2 7 False");
    expect(findPython()).toEqual({
      why: "Flask needs Python 3.10 or newer, and here is Python 2.7",
    });
    put("python3", "Hello");
    expect(findPython().why).toContain("Python 2.7");
  });

  it("is missed where it cannot make an environment, with what to do", () => {
    put("python3", "3 11 False");
    expect(findPython().why).toMatch(
      /Python 3\.11 here lacks it .*python3-venv/,
    );
  });
});
