import type { LabClient } from "./client.ts";
import { eventNames } from "../packet/event.ts";
import { until } from "./socket-moments.ts";
import { isHandler, type TraceView } from "../trace/trace.ts";

/** Milliseconds that are given to what a client sends as it comes: the program may have no handler for it. */
const PATIENCE = 2_000;

/** Whether each event that the client has sent came to a handler, or got lost. */
const areHandled = (trace: TraceView, { name }: LabClient): boolean =>
  trace.hops.every((hop) => {
    if (hop.kind !== "frame" || hop.client !== name || hop.direction === "in")
      return true;
    const events = eventNames(hop.data).length;
    if (events === 0 || trace.isLost(hop.id)) return true;
    return trace.effectsOf(hop.id).filter(isHandler).length >= events;
  });

/**
 * Resolves once a client that connects has come, or was refused: it is connected, and the server
 * has handled the events that it sent at once, such as a wish to enter a room.
 */
export async function arrival(
  client: LabClient,
  trace: TraceView,
): Promise<void> {
  await until(client.subscribe, () => client.status().state !== "connecting");
  if (client.status().state !== "connected") return;
  const handled = client
    .allSent()
    .then(() => until(trace.subscribe, () => areHandled(trace, client)));
  await Promise.race([
    handled,
    new Promise((resolve) => setTimeout(resolve, PATIENCE)),
  ]);
}
