import { describe, expect, it } from "vitest";
import { FAULT_SCENARIOS } from "./fault-scenarios.ts";
import { isUpgraded, openDefinedLab } from "../support/lab/open-defined-lab.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";

describe.for(SERVED_BACKENDS)("a lab on $label", ({ id, program, isThere }) => {
  const start = () => startBackend(lessonsDirs.contract, id);

  for (const { name, run } of FAULT_SCENARIOS)
    it.skipIf(!isThere)(name, () =>
      run({ expect, program, source: "", start }),
    );

  it.skipIf(!isThere)("is not restarted as often as one likes", async () => {
    await using lab = await openDefinedLab(
      "everything",
      { clients: ["Alice"], actions: {} },
      await start(),
    );
    const asked = Array.from({ length: 8 }, () => lab.restartServer());
    const answers = await Promise.allSettled(asked);
    const refused = answers.flatMap((answer) =>
      answer.status === "rejected" ? [String(answer.reason)] : [],
    );
    expect(refused[0]).toContain("restarted too often");
    await lab.status("Alice", isUpgraded);
  });
});
