import { ensureInstalled } from "./install.mjs";
import { command } from "./run.mjs";
import { build } from "./site.mjs";

await command(async () => {
  await ensureInstalled();
  return build(process.argv.slice(2));
});
