import { describe, expect, it } from "vitest";
import { FAULT_SCENARIOS } from "./fault-scenarios.ts";
import { isUpgraded, openDefinedLab } from "./open-defined-lab.ts";
import { lessonsDirs, startBackend } from "./start-backend.ts";

const start = () => startBackend(lessonsDirs.contract);

describe("a lab on the bundled server", () => {
  for (const { name, run } of FAULT_SCENARIOS)
    it(name, () => run({ expect, source: "", start }));

  it("is not restarted as often as one likes", async () => {
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
