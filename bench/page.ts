/**
 * Weighs a lesson page and times it: `node bench/page.ts [lesson]`, on a built site. It is measured
 * alternately with a bare Starlight page of the same text, so that a slow machine excuses nothing.
 * Prints, at Fast 4G with 4x CPU slowdown, medians of both and their ratio: total blocking time,
 * longest task, largest contentful paint, layout shift; KB as transferred; and how long the lab
 * takes to connect on localhost, unthrottled.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { launchBrowser, startServer } from "./browser.ts";
import { buildBare } from "./page/build-bare.ts";
import { longestOf, tbtOf, visit, type Vitals } from "./page/visit.ts";
import { quantile } from "./quantile.ts";

const ROUNDS = 5;
const lesson = process.argv[2] ?? "broadcast";

using bare = buildBare(lesson);
// Compressed, as the bundled server sends its pages.
const host = createServer(sirv(bare.dist, { brotli: true }));
await new Promise<void>((done) => host.listen(0, "localhost", done));
const bareUrl = `http://localhost:${(host.address() as AddressInfo).port}/`;
using server = await startServer(4185);
const ownUrl = `${server.origin}/lessons/${lesson}/`;
const browser = await launchBrowser();

const show = (name: string, value: string): void =>
  console.log(`${name.padEnd(44)} ${value}`);
const median = (values: readonly number[]): number => quantile(values, 0.5);

const phone = await visit(browser, {
  url: ownUrl,
  width: 390,
  height: 844,
  lab: false,
  slow: true,
});
show("phone, lab closed, KB", `${phone.total} ${JSON.stringify(phone.kb)}`);

const wide = { width: 1440, height: 900, slow: true };
const own: Vitals[] = [];
const plain: Vitals[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const running = await visit(browser, { ...wide, url: ownUrl, lab: true });
  own.push(running.vitals);
  const other = await visit(browser, { ...wide, url: bareUrl, lab: false });
  plain.push(other.vitals);
  if (round > 0) continue;
  show("with the lab, KB", `${running.total} ${JSON.stringify(running.kb)}`);
  show("bare Starlight, KB", `${other.total} ${JSON.stringify(other.kb)}`);
}
/** Prints one measure of both, in medians. */
function compare(name: string, of: (vitals: Vitals) => number): void {
  const [ours, theirs] = [median(own.map(of)), median(plain.map(of))];
  const ratio = theirs > 0 ? ` (${(ours / theirs).toFixed(2)}×)` : "";
  show(
    name,
    `${ours.toFixed(0)} beside ${theirs.toFixed(0)}${ratio}; all: ${own.map((each) => of(each).toFixed(0)).join(", ")}`,
  );
}
compare("total blocking time, ms", tbtOf);
compare("longest task, ms", longestOf);
compare("largest contentful paint, ms", ({ lcp }) => lcp);
compare("layout shift, thousandths", ({ cls }) => cls * 1000);

const local: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const { vitals } = await visit(browser, {
    ...wide,
    slow: false,
    url: ownUrl,
    lab: true,
  });
  local.push(vitals.connected ?? NaN);
}
show("from opening to all clients connected, ms", local.join(", "));
await browser.close();
host.close();
