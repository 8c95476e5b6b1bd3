import { ensureInstalled } from "./install.mjs";
import { command, runNode } from "./run.mjs";
import { ensureBuilt } from "./site.mjs";
import { at } from "./tree.mjs";

await command(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return runNode(at("demo-server/static/main.ts"), process.argv.slice(2));
});
