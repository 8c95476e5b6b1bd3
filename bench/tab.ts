/**
 * Measures the server in the tab, in a browser: `node bench/tab.ts`. Cold start to the first
 * acknowledged event, weight of what is loaded for it, and round trips a second beside those of
 * the bundled server, in one run.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { launchBrowser } from "./browser.ts";
import { quantile } from "./quantile.ts";
import { measure, openMeasures, serveMeasures } from "./tab/open-page.ts";

const COLD_MS = 400;
const RUNTIME_KB = 60;
const LOADS = [
  { name: "one client, one at a time", clients: 1, inFlight: 1 },
  { name: "20 clients, 5 each", clients: 20, inFlight: 5 },
];

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    ms: { type: "string", default: "1000" },
  },
});
const rounds = Number(values.rounds);
const ms = Number(values.ms);

using served = await serveMeasures();
await using browser = await launchBrowser();

verdict("runtime, KB gzip", runtimeKb(served.dist), RUNTIME_KB);

const cold: number[] = [];
for (let round = 0; round < rounds; round++) {
  const { page, close } = await openMeasures(browser, served.url);
  cold.push(await measure(page, "coldStart"));
  await close();
}
verdict("cold start, ms", quantile(cold, 0.5), COLD_MS);
console.log(`${"".padEnd(20)} of ${cold.map(Math.round).join(", ")}`);

for (const { name, ...load } of LOADS) {
  const rates = { node: [] as number[], tab: [] as number[] };
  const { page, close } = await openMeasures(browser, served.url);
  for (let round = 0; round < rounds; round++)
    for (const on of ["node", "tab"] as const)
      rates[on].push(await measure(page, "echoes", on, { ...load, ms }));
  await close();
  const [node, tab] = [quantile(rates.node, 0.5), quantile(rates.tab, 0.5)];
  console.log(
    `${name}: ${Math.round(tab)} round trips/s in the tab, ${Math.round(node)} on the bundled server, ${(tab / node).toFixed(2)} times`,
  );
}

function runtimeKb(dist: string): number {
  const folder = join(dist, "_astro");
  const [worker] = readdirSync(folder).filter((file) =>
    /^worker-.*\.js$/.test(file),
  );
  if (!worker) throw new Error("The build made no worker.");
  return (
    gzipSync(readFileSync(join(folder, worker)), { level: 9 }).length / 1_024
  );
}

function verdict(what: string, figure: number, most: number): void {
  const reached = figure <= most;
  console.log(
    `${what.padEnd(20)} ${figure.toFixed(1)} (at most ${most}: ${reached ? "reached" : "MISSED"})`,
  );
  if (!reached) process.exitCode = 1;
}
