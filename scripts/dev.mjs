import { ensureInstalled } from "./install.mjs";
import { command, program, runNode } from "./run.mjs";

await command(async () => {
  await ensureInstalled();
  // Without this flag Astro may put itself in the background, where nobody sees it.
  return runNode(program("astro"), [
    "dev",
    "--ignore-lock",
    ...process.argv.slice(2),
  ]);
});
