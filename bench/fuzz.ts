/**
 * Sends a host what no client sends, and finds what hangs, ends in a 5xx or puts HTTP into a
 * WebSocket: `node bench/fuzz.ts --inputs 40000 --seed 1`. Without `--url` it is a Flask host of
 * its own; a host at a `--url` must serve the lesson of `--lesson`. Each input has a seed of its
 * own: `--only 1234` sends the one that was told of again.
 */
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { labPath } from "#contract/stream.ts";
import { exchange, exchangeFrames, type Exchange } from "./fuzz/exchange.ts";
import { startFlask, type Target } from "./fuzz/flask.ts";
import { engineFrame } from "./fuzz/inputs/frames.ts";
import { payload } from "./fuzz/inputs/payloads.ts";
import { request } from "./fuzz/inputs/requests.ts";
import { createRandom, type Random } from "./fuzz/random.ts";

/** Inputs that are under way at once. */
const AT_ONCE = 16;
/** Descriptors that may be open of what has just been closed. */
const SPARE = 2 * AT_ONCE;
/** Inputs of one lab. */
const PER_LAB = 500;

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "40000" },
    seed: { type: "string", default: "1" },
    lesson: { type: "string", default: "fuzz" },
    url: { type: "string" },
    only: { type: "string" },
  },
});
const first = values.only
  ? Number(values.only)
  : Number(values.seed) * 1_000_000;
const count = values.only ? 1 : Number(values.inputs);

using target: Target = values.url
  ? { url: new URL(values.url), [Symbol.dispose]: () => undefined }
  : await startFlask();

const found = { hung: 0, "5xx": 0, "HTTP in a WebSocket": 0, unanswered: 0 };
const statuses = new Map<string, number>();
await send(createRandom(0), "a-lab-that-warms-the-host-up");
const before = descriptors();
let next = 0;
await Promise.all(Array.from({ length: AT_ONCE }, work));
const health = await exchange(
  target.url,
  Buffer.from("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
);
const isWell = health.answer.startsWith("HTTP/1.1 200");
const leaked = Math.max(0, descriptors() - before - SPARE);

console.log(`${count} inputs from seed ${first}`);
console.log(Object.fromEntries([...statuses].sort()));
console.log({ ...found, leaked, isWell });
if (Object.values(found).some((some) => some > 0) || leaked > 0 || !isWell)
  process.exitCode = 1;

async function work(): Promise<void> {
  while (next < count) {
    const seed = first + next++;
    const lab = `a-lab-of-the-fuzz-${String(Math.floor(seed / PER_LAB)).padStart(9, "0")}`;
    const { sent, got, overWebSocket } = await send(createRandom(seed), lab);
    const wrong = verdict(got, overWebSocket ?? false);
    if (!wrong) continue;
    found[wrong] += 1;
    if (found[wrong] <= 10 || values.only)
      console.log(
        wrong,
        seed,
        JSON.stringify(sent.slice(0, 300)),
        JSON.stringify(got.answer.slice(0, 200)),
      );
  }
}

/** One input, made of a seed, and what came of it. */
async function send(
  random: Random,
  lab: string,
): Promise<{ sent: string; got: Exchange; overWebSocket?: boolean }> {
  const path = labPath(values.lesson, lab);
  const kind = random.below(10);
  const sid = random.chance(kind < 4 ? 95 : 60)
    ? await session(path)
    : undefined;
  if (kind < 4) {
    const sent = posted(path, sid ?? "none", payload(random));
    return {
      sent: sent.toString("latin1"),
      got: await exchange(target.url, sent),
    };
  }
  if (kind < 7) {
    const frames = [
      ...(random.chance(80) ? ["40"] : []),
      ...random.some(1, 5, () => engineFrame(random)),
    ];
    const upgraded = sid && random.chance(50) ? `&sid=${sid}` : "";
    if (upgraded && random.chance(70)) frames.unshift("2probe", "5");
    const got = await exchangeFrames(
      target.url,
      `${path}/?EIO=4&transport=websocket${upgraded}`,
      frames,
    );
    return { sent: JSON.stringify(frames), got, overWebSocket: true };
  }
  // A poll is answered when there is something to send: the answer to this.
  if (sid) await exchange(target.url, posted(path, sid, Buffer.from("40")));
  const sent = request(random, path, sid, payload(random));
  return {
    sent: sent.toString("latin1"),
    got: await exchange(target.url, sent),
  };
}

/** A payload as long polling sends it. */
function posted(path: string, sid: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(
      `POST ${path}/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
}

/** A session by long polling. */
async function session(path: string): Promise<string | undefined> {
  const { answer } = await exchange(
    target.url,
    Buffer.from(
      `GET ${path}/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n`,
    ),
  );
  return /"sid":"([^"]+)"/.exec(answer)?.[1];
}

function verdict(
  { answer, hung }: Exchange,
  overWebSocket: boolean,
): keyof typeof found | undefined {
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
  const counted = status ?? (answer === "" ? "closed" : "WebSocket");
  statuses.set(counted, (statuses.get(counted) ?? 0) + 1);
  if (hung) return "hung";
  if (status?.startsWith("5")) return "5xx";
  if (!status && answer.includes("HTTP/1.1")) return "HTTP in a WebSocket";
  // A WebSocket that is closed with frames unread may lose its last words on the way.
  if (!status && answer === "" && !overWebSocket) return "unanswered";
  return undefined;
}

/** How many the host has open; 0 where that is not known. */
function descriptors(): number {
  try {
    return target.pid === undefined
      ? 0
      : readdirSync(`/proc/${target.pid}/fd`).length;
  } catch {
    return 0;
  }
}
