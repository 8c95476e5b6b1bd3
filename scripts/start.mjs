import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { node24 } from "./node24.mjs";
import { command, runNode } from "./run.mjs";
import { ensureBuilt, ensureFlaskForBuild } from "./site.mjs";
import { at } from "./tree.mjs";

const SERVER = at("demo-server/node/main.ts");

await command(async () => {
  const wantsFlask = !process.argv.includes("--no-flask");
  await Promise.all([ensureInstalled(), wantsFlask && ensureFlaskForBuild()]);
  await ensureBuilt();
  const args = ["--install-flask", ...process.argv.slice(2)];
  if (process.execPath !== node24()) return runNode(SERVER, args);
  // This is the right Node already: the server takes this process over, signals and all.
  process.argv = [process.execPath, SERVER, ...args];
  await import(pathToFileURL(SERVER).href);
});
