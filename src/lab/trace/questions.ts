import { decodeFrame } from "../packet/decode.ts";
import type { FrameHop, Hop } from "./hop.ts";
import type { ClientName } from "../people.ts";
import { isEmit, isHandler, type TraceView } from "./trace.ts";

/** Everything that followed from a hop, itself first, each after its cause. */
export function consequences(trace: TraceView, id: number): Hop[] {
  const found: Hop[] = [];
  const open = [id];
  const seen = new Set<number>();
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const hop = trace.hops[next];
    if (hop) found.push(hop);
    open.push(...trace.effectsOf(next).map((effect) => effect.id));
  }
  return found;
}

/** Frames that carry the event `event`, or any event where none is named. */
export const carriesEvent = (frame: FrameHop, event?: string): boolean =>
  decodeFrame(frame.data, frame.transport).some(
    (packet) =>
      (packet.socket === "event" || packet.socket === "binary_event") &&
      (event === undefined || packet.event === event),
  );

/**
 * Who received an event because of an action: known once the server has handled what the action
 * sent and every message it emitted in answer has reached its client. Undefined until then.
 */
export function receivers(
  trace: TraceView,
  actionHop: number,
  event?: string,
): readonly ClientName[] | undefined {
  const all = consequences(trace, actionHop);
  const handled = all.some(isHandler);
  if (!handled) return undefined;
  const sent = all.filter(isEmit).flatMap((hop) => hop.step.to);
  const arrived = sent.map((message) => trace.frameOf("in", message));
  if (arrived.some((frame) => frame === undefined)) return undefined;
  const names = new Set<ClientName>();
  for (const frame of arrived)
    if (frame && !trace.isLost(frame.id) && carriesEvent(frame, event))
      names.add(frame.client);
  return [...names];
}
