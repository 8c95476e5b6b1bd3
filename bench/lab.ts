/**
 * Measures the bundled server: `node bench/lab.ts` compares acknowledged echoes a second of a lab,
 * its hops being watched, with bare Socket.IO; `node bench/lab.ts --hold 1000` measures memory;
 * `node bench/lab.ts --backend flask` compares broadcasts on Flask with those on Node.
 */
import { parseArgs } from "node:util";
import { labPath } from "#contract/stream.ts";
import { compareWithFlask } from "./lab/flask.ts";
import type { Order } from "./lab/load.ts";
import { createProcesses, order, usage, verdict } from "./lab/processes.ts";

const LAB = "bench-lab-0123456789abcdef";
const CLIENTS_PER_LAB = 3;
/** What must be reached: the rate beside bare Socket.IO, and KB of memory a client. */
const RATIO = 0.85;
const KB_A_CLIENT = 60;

const { values } = parseArgs({
  options: {
    backend: { type: "string", default: "node" },
    clients: { type: "string", default: "300" },
    hold: { type: "string" },
    rounds: { type: "string" },
    ms: { type: "string", default: "1000" },
  },
});

const { rounds, ms, hold: labs, clients } = values;
if (values.backend === "flask")
  await compareWithFlask(Number(clients), Number(rounds ?? 30));
else if (labs === undefined) await compare(Number(rounds ?? 9), Number(ms));
else await hold(Number(labs));

async function compare(rounds: number, ms: number): Promise<void> {
  using processes = createProcesses();
  const bare = await processes.serve("bare");
  const host = await processes.serve("host");
  const load = processes.load();
  const watcher = processes.load();
  await order(watcher, {
    do: "watch",
    url: host.url,
    lesson: "echo",
    lab: LAB,
  });
  const rates = { bare: [] as number[], host: [] as number[] };
  const cpu = { bare: [] as number[], host: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const kind of ["bare", "host"] as const) {
      const target = kind === "bare" ? bare : host;
      const path = kind === "bare" ? "/socket.io" : labPath("echo", LAB);
      const before = await usage(target.child);
      const rate = await order(load, {
        do: "echo",
        url: target.url,
        path,
        clients: 20,
        inFlight: 5,
        ms,
      });
      const used = (await usage(target.child)).cpuMs - before.cpuMs;
      rates[kind].push(rate);
      cpu[kind].push((used * 1_000) / (rate * 1.25 * (ms / 1_000)));
    }
  }
  const hops = await order(watcher, { do: "watched" });
  const ratio = median(
    rates.host.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN)),
  );
  console.log(
    `bare Socket.IO   ${Math.round(median(rates.bare))} echoes/s, ${median(cpu.bare).toFixed(1)} us CPU each`,
  );
  console.log(
    `a lab, watched   ${Math.round(median(rates.host))} echoes/s, ${median(cpu.host).toFixed(1)} us CPU each`,
  );
  console.log(`hops received    ${hops}`);
  verdict("ratio", ratio.toFixed(3), ratio >= RATIO, `at least ${RATIO}`);
}

async function hold(labs: number): Promise<void> {
  using processes = createProcesses();
  const host = await processes.serve("host");
  const load = processes.load();
  const orderFor = (from: number, count: number): Order => ({
    do: "hold",
    url: host.url,
    lesson: "echo",
    from,
    labs: count,
    clientsPerLab: CLIENTS_PER_LAB,
  });
  // A first lab, so that what the process needs once is not counted.
  await order(load, orderFor(0, 1));
  const before = await usage(host.child);
  const at = performance.now();
  const sockets = await order(load, orderFor(1, labs));
  const seconds = (performance.now() - at) / 1_000;
  const after = await usage(host.child);
  const kb = (after.rss - before.rss) / 1_024 / (labs * CLIENTS_PER_LAB);
  console.log(
    `${labs} labs, ${sockets} sockets in all, opened in ${seconds.toFixed(1)} s`,
  );
  console.log(
    `server RSS ${mb(before.rss)} MB before, ${mb(after.rss)} MB after`,
  );
  verdict(
    "KB a client",
    kb.toFixed(1),
    kb <= KB_A_CLIENT,
    `at most ${KB_A_CLIENT}`,
  );
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function mb(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}
