import { FLASK_PREFIX, type Health } from "#contract/health.ts";
import { quantile } from "../quantile.ts";
import { createProcesses, figures, order, verdict } from "./processes.ts";

/** How slow a broadcast on Flask may be beside Node's, at the 95th percentile. */
const RATIO = 2.5;
/** As many as a large lab takes; together a class. */
const CLIENTS_PER_LAB = 30;
/** The first rounds are for the programs to get warm. */
const WARM_UP = 3;

/**
 * Compares Flask with Node: `clients` in labs of each, every lab watched; in each round one client
 * of every lab broadcasts at once, on Node and then on Flask, both by way of the bundled server.
 */
export async function compareWithFlask(
  clients: number,
  rounds: number,
): Promise<void> {
  using processes = createProcesses();
  const { url } = await processes.serve("flask");
  const labs = Math.round(clients / CLIENTS_PER_LAB);
  const prefixes = { Node: "", Flask: FLASK_PREFIX };
  const names = ["Node", "Flask"] as const;
  const loads = { Node: processes.load(), Flask: processes.load() };
  const delays = { Node: [] as number[], Flask: [] as number[] };
  for (const name of names) {
    const at = performance.now();
    const held = await order(loads[name], {
      do: "hold",
      url,
      prefix: prefixes[name],
      lesson: "everyone",
      from: 0,
      labs,
      clientsPerLab: CLIENTS_PER_LAB,
    });
    const seconds = ((performance.now() - at) / 1_000).toFixed(1);
    console.log(
      `${name.padEnd(16)} ${held - labs} clients in ${labs} labs, connected in ${seconds} s`,
    );
  }
  for (let round = 0; round < rounds + WARM_UP; round++)
    for (const name of names) {
      const found = await figures(loads[name], { do: "broadcast" });
      if (round >= WARM_UP) delays[name].push(...found);
    }
  for (const name of names) {
    const health = (await (
      await fetch(`${url}${prefixes[name]}/healthz`)
    ).json()) as Health;
    const [p50, p95] = [0.5, 0.95].map((share) =>
      quantile(delays[name], share).toFixed(1),
    );
    console.log(
      `${name.padEnd(16)} p50 ${p50} ms, p95 ${p95} ms, ${delays[name].length} deliveries, ${(health.memory.rss / 1_048_576).toFixed(0)} MB`,
    );
  }
  const ratio = quantile(delays.Flask, 0.95) / quantile(delays.Node, 0.95);
  verdict("p95, ratio", ratio.toFixed(2), ratio <= RATIO, `at most ${RATIO}`);
}
