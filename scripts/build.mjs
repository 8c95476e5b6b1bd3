import { ensureInstalled } from "./install.mjs";
import { command } from "./run.mjs";
import { build, ensureFlaskForBuild } from "./site.mjs";

await command(async () => {
  await Promise.all([ensureInstalled(), ensureFlaskForBuild()]);
  return build(process.argv.slice(2));
});
