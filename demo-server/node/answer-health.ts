import type { ServerResponse } from "node:http";
import type { Health, WebTransportOffer } from "#contract/health.ts";
import type { Labs } from "./labs.ts";

/** Says that the host runs, how much it does, and how it is reached by WebTransport. */
export function answerHealth(
  res: ServerResponse,
  { size, clients }: Labs,
  webTransport: WebTransportOffer | undefined,
): void {
  const { rss, heapUsed } = process.memoryUsage();
  const health: Health = {
    ok: true,
    labs: size,
    clients,
    memory: { rss, heapUsed },
    ...(webTransport && { webTransport }),
  };
  res.writeHead(200, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  res.end(JSON.stringify(health));
}
