import { describe, expect, it } from "vitest";
import { recordAgrees } from "#scripts/install.mjs";

const packages = (entries: object) => JSON.stringify({ packages: entries });
const lock = packages({
  "": { name: "roundtrip" },
  "node_modules/a": { version: "1.0.0", integrity: "x" },
  "node_modules/b": { version: "2.0.0", integrity: "y", optional: true },
});

describe("whether the packages are installed", () => {
  it("says yes where npm's record agrees with the lockfile", () => {
    const record = packages({
      "node_modules/a": { version: "1.0.0", integrity: "x" },
    });
    expect(recordAgrees(record, lock)).toBe(true);
  });

  it("says no where a package is missing, or of another version", () => {
    expect(recordAgrees(undefined, lock)).toBe(false);
    expect(recordAgrees(packages({}), lock)).toBe(false);
    const old = packages({
      "node_modules/a": { version: "0.9.0", integrity: "x" },
    });
    expect(recordAgrees(old, lock)).toBe(false);
  });
});
