import { ensureInstalled } from "./install.mjs";
import { command, Sentence } from "./run.mjs";

await command(async () => {
  const began = performance.now();
  // Loaded when it is installed what some of it is made of.
  const { readArguments } = await import("./test/arguments.mjs");
  const { close } = await import("./test/close.mjs");
  const { changed, stages, pattern } = readArguments(process.argv.slice(2));
  const closed = (ended) => close(ended, (performance.now() - began) / 1000);
  try {
    await ensureInstalled();
    const { planOfChanges } = await import("./test/plan-of-changes.mjs");
    const { runStages } = await import("./test/run-stages.mjs");
    const plan = changed ? planOfChanges() : undefined;
    const wanted = plan ? stages.filter((stage) => stage in plan) : stages;
    if (wanted.length === 0) {
      console.log("Nothing differs from main: there is nothing to test.");
      closed([]);
      return 0;
    }
    const selections =
      plan ?? Object.fromEntries(stages.map((stage) => [stage, { pattern }]));
    return closed(await runStages(wanted, selections));
  } catch (error) {
    const why = error instanceof Sentence ? error.message : String(error);
    const outcome = { passed: 0, failed: [why] };
    return closed([{ stage: "before the stages", outcome, seconds: 0 }]);
  }
});
