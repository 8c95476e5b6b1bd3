/**
 * Sends a server what no client sends, and finds what hangs, ends in a 5xx, crashes, or stays in
 * memory: `node bench/fuzz.ts --on node --inputs 200000 --seed 1`, on `node`, `flask` or the `tab`.
 * Each input has a number of its own: `--only 1001234` sends the one that was told of again.
 * `--minutes 10` ends it after that time, with what fitted.
 */
import { parseArgs } from "node:util";
import { add, createTally } from "./fuzz/tally.ts";
import type { Holding, Target } from "./fuzz/target.ts";
import { AT_ONCE } from "./fuzz/work-off.ts";

/** What a server keeps of the first inputs it may keep: caches, compiled code. */
const WARM_UP = 5_000;
/** Inputs between two lines that tell how far it is. */
const PART = 5_000;
/** Descriptors that may be open of what has just been closed. */
const SPARE = 2 * AT_ONCE;
/**
 * Growth from the middle to the end that may be of the allocator's: 100 bytes that stay of each of
 * 100,000 inputs. Not from the beginning: V8 keeps the pages of its largest heap so far (some 1,000
 * of 256 KB in a Node host, with a heap of 18 MB), which no more inputs make more of.
 */
const MOST_BYTES = 10_000_000;

const TARGETS: Record<string, () => Promise<Target>> = {
  node: async () => (await import("./fuzz/hosts/node.ts")).startNode(),
  flask: async () => (await import("./fuzz/hosts/flask.ts")).startFlask(),
  tab: async () => (await import("./fuzz/tab/tab.ts")).openTab(),
};

const { values } = parseArgs({
  options: {
    on: { type: "string", default: "node" },
    inputs: { type: "string", default: "40000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    minutes: { type: "string", default: "Infinity" },
  },
});
const start = TARGETS[values.on];
if (!start)
  throw new Error(
    `There is no "${values.on}" to fuzz. Choose one of: ${Object.keys(TARGETS).join(", ")}`,
  );
await using target = await start();
if (values.only) await replay(Number(values.only));
else
  await fuzz(
    Number(values.seed) * 1_000_000,
    Number(values.inputs),
    Number(values.minutes),
  );

async function replay(input: number): Promise<void> {
  const { findings, answers } = await target.send(input, 1);
  console.log(answers, findings, target.errors);
}

async function fuzz(
  first: number,
  inputs: number,
  minutes: number,
): Promise<void> {
  const at = performance.now();
  const all = createTally();
  // Inputs of another seed, which every run sends.
  add(all, await target.send(0, Math.min(WARM_UP, inputs)));
  const before = await target.settle();
  let told = 0;
  print("before", before);
  const begun = performance.now();
  let sent = 0;
  let middle = before;
  while (sent < inputs && performance.now() - begun < minutes * 60_000) {
    const next = Math.min(PART, inputs - sent);
    const part = await target.send(first + sent, next);
    sent += next;
    add(all, part);
    for (const finding of part.findings) console.log(finding);
    for (const error of target.errors.slice(told)) console.log(error);
    told = target.errors.length;
    const seconds = Math.round((performance.now() - at) / 1_000);
    console.log(
      `${sent} inputs after ${seconds} s, ${target.errors.length} errors`,
    );
    if (middle === before && sent >= inputs / 2) {
      middle = await target.settle();
      print("in the middle", middle);
    }
  }
  const isWell = await target.isWell();
  const after = isWell ? await target.settle() : before;
  print("after", after);

  const answered = Object.values(all.answers).reduce((sum, n) => sum + n, 0);
  const grown = after.rss - middle.rss;
  const left = (after.descriptors ?? 0) - (before.descriptors ?? 0) - SPARE;
  console.log(
    `${sent} inputs from ${first} on ${values.on}, and ${answered - sent} before`,
  );
  console.log(all.answers);
  console.log({
    ...all.faults,
    errors: target.errors.length,
    leakedDescriptors: Math.max(0, left),
    labsLeft: after.labs,
    grownMB: Math.round(grown / 1e5) / 10,
    isWell,
  });
  const faults = Object.values(all.faults).reduce((sum, n) => sum + n, 0);
  const isClean =
    faults === 0 && target.errors.length === 0 && isWell && after.labs === 0;
  if (!isClean || left > 0 || grown > MOST_BYTES || answered < sent)
    process.exitCode = 1;
}

function print(when: string, { rss, heap, descriptors, labs }: Holding): void {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${when}: ${megabytes(rss)}${heap === undefined ? "" : `, heap ${megabytes(heap)}`}, ${descriptors ?? "unknown"} descriptors, ${labs} labs`,
  );
}
