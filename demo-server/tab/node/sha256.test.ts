import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { sha256 } from "./sha256.ts";

it("gives what Node gives, for every length around a block", () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from(
      { length },
      (_, i) => (i * 37 + length) % 256,
    );
    expect(sha256(bytes)).toBe(
      createHash("sha256").update(bytes).digest("hex"),
    );
  }
});
