import { decodeFrame } from "../packet/decode.ts";
import { eventNames } from "../packet/event.ts";
import type {
  DecodedPacket,
  Direction,
  TransportName,
} from "../packet/packet.ts";
import type { FaultName, FrameHop, Hop } from "./hop.ts";
import type { ClientName } from "../people.ts";
import { isEmit, isFrame, isHandler, type TraceView } from "./trace.ts";

/** Which part of the trace a question is about: all that fits whatever is given. */
export interface Wish {
  readonly client?: ClientName;
  readonly direction?: Direction;
  /** Name of an event that the frame carries. */
  readonly event?: string;
  /** Id of the first hop that counts. */
  readonly since?: number;
  /** Id of the first hop that counts no more. */
  readonly before?: number;
}

/** One packet of a frame, with whose frame it was. */
export interface Packet extends DecodedPacket {
  readonly client: ClientName;
  readonly direction: Direction;
  /** Id of the frame's hop. */
  readonly frame: number;
}

/** Whether the frame left its client, or reached it: what is still on its way to it counts later. */
const isSeen = (trace: TraceView, { id, direction }: FrameHop): boolean =>
  direction === "out" || !trace.isUnderWay(id);

/** Which frames left or reached a client, oldest first; those that got lost are among them. */
export const framesOf = (
  trace: TraceView,
  { client, direction, event, since = 0, before }: Wish = {},
): FrameHop[] =>
  trace.hops
    .slice(since, before)
    .filter(isFrame)
    .filter(
      (frame) =>
        isSeen(trace, frame) &&
        (client === undefined || frame.client === client) &&
        (direction === undefined || frame.direction === direction) &&
        (event === undefined || eventNames(frame.data).includes(event)),
    );

/** Which packets those frames carried, oldest first. */
export const packetsOf = (trace: TraceView, wish: Wish = {}): Packet[] =>
  framesOf(trace, wish)
    .flatMap(packetsIn)
    .filter(({ event }) => wish.event === undefined || event === wish.event);

/** Which events were carried to or from a client, oldest first; none of a frame that got lost. */
export const eventsOf = (trace: TraceView, wish: Wish = {}): Packet[] =>
  packetsOf(trace, wish).filter(
    (packet) => isEvent(packet) && !trace.isLost(packet.frame),
  );

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

/** Which packets an action made its client send, oldest first. */
export const sentBy = (trace: TraceView, actionHop: number): Packet[] =>
  trace
    .effectsOf(actionHop)
    .filter(isFrame)
    .filter(({ direction }) => direction === "out")
    .flatMap(packetsIn);

/** Which events the server ran handlers for because of an action, in order; undefined until one. */
export function handledEvents(
  trace: TraceView,
  actionHop: number,
): readonly string[] | undefined {
  const events = consequences(trace, actionHop)
    .filter(isHandler)
    .map(({ step }) => step.event);
  return events.length > 0 ? events : undefined;
}

/**
 * To whom an event was delivered because of an action, once for each time: known once the server
 * has handled what the action sent and every message it emitted in answer has reached its client.
 * Undefined until then.
 */
export function deliveries(
  trace: TraceView,
  actionHop: number,
  event?: string,
): readonly ClientName[] | undefined {
  const all = consequences(trace, actionHop);
  if (!all.some(isHandler)) return undefined;
  const sent = all.filter(isEmit).flatMap(({ step }) => step.to);
  const arrived = sent.map((message) => trace.frameOf("in", message));
  if (arrived.some((frame) => !frame || !isSeen(trace, frame)))
    return undefined;
  return arrived.flatMap((frame) => {
    if (!frame || trace.isLost(frame.id)) return [];
    const names = eventNames(frame.data);
    const isCarried =
      event === undefined ? names.length > 0 : names.includes(event);
    return isCarried ? [frame.client] : [];
  });
}

/** Whom events that an action caused have reached by now, each once; more may be under way. */
export const reachedSoFar = (
  trace: TraceView,
  actionHop: number,
): readonly ClientName[] => [
  ...new Set(
    consequences(trace, actionHop)
      .filter(isFrame)
      .filter(
        (frame) =>
          frame.direction === "in" &&
          isSeen(trace, frame) &&
          !trace.isLost(frame.id) &&
          eventNames(frame.data).length > 0,
      )
      .map(({ client }) => client),
  ),
];

/** Who received an event because of an action, each once; undefined as long as `deliveries` is. */
export function receivers(
  trace: TraceView,
  actionHop: number,
  event?: string,
): readonly ClientName[] | undefined {
  const all = deliveries(trace, actionHop, event);
  return all && [...new Set(all)];
}

/**
 * Whether every acknowledgement that an action asked for has come to its client by now. Undefined
 * where it asked for none.
 */
export function isAcknowledged(
  trace: TraceView,
  actionHop: number,
): boolean | undefined {
  const asked = sentBy(trace, actionHop).filter(
    (packet) => isEvent(packet) && packet.ack !== undefined,
  );
  if (asked.length === 0) return undefined;
  return asked.every(({ client, ack, namespace }) =>
    packetsOf(trace, { client, direction: "in", since: actionHop }).some(
      (answer) =>
        /^(binary_)?ack$/.test(answer.socket ?? "") &&
        answer.ack === ack &&
        answer.namespace === namespace &&
        !trace.isLost(answer.frame),
    ),
  );
}

/** Which socket ids the server gave a client, oldest first. */
export const socketIdsOf = (
  trace: TraceView,
  client: ClientName,
  range: Pick<Wish, "since" | "before"> = {},
): string[] =>
  packetsOf(trace, { ...range, client, direction: "in" })
    .filter(({ socket }) => socket === "connect")
    .flatMap(({ data }) => sidIn(data) ?? []);

/** Whether the socket id that a client was given after a hop is the one before it; undefined until there are both. */
export function keepsSocketId(
  trace: TraceView,
  client: ClientName,
  hop: number,
): boolean | undefined {
  const before = socketIdsOf(trace, client, { before: hop }).at(-1);
  const [after] = socketIdsOf(trace, client, { since: hop });
  return before === undefined || after === undefined
    ? undefined
    : before === after;
}

/** Which transport brought a client the handshake of its first connection since a hop; undefined until then. */
export const handshakeTransport = (
  trace: TraceView,
  client: ClientName,
  since = 0,
): TransportName | undefined =>
  packetsOf(trace, { client, direction: "in", since }).find(
    ({ engine }) => engine === "open",
  )?.transport;

/** Which rooms the server's program has put a client's connection into, and not out of again. */
export function roomsOf(trace: TraceView, client: ClientName): string[] {
  const engine = framesOf(trace, { client }).findLast(
    (frame) => frame.engine !== undefined,
  )?.engine;
  const rooms = new Set<string>();
  for (const hop of trace.hops) {
    if (hop.kind !== "server") continue;
    const { step } = hop;
    if (step.kind !== "join" && step.kind !== "leave") continue;
    if (step.engine !== engine) continue;
    if (step.kind === "join") rooms.add(step.room);
    else rooms.delete(step.room);
  }
  return [...rooms];
}

/** The hop of the first such fault since a hop, of a client's wire or of the server; undefined until then. */
export const faultSince = (
  { hops }: TraceView,
  since: number,
  fault: FaultName,
  client?: ClientName,
): number | undefined =>
  hops
    .slice(since)
    .find(
      (hop) =>
        hop.kind === "fault" && hop.fault === fault && hop.client === client,
    )?.id;

/** What the lab has said since a hop, such as where a handler failed. */
export const notesSince = ({ hops }: TraceView, since: number): string[] =>
  hops.slice(since).flatMap((hop) => (hop.kind === "note" ? [hop.text] : []));

const packetsIn = ({
  id,
  client,
  direction,
  data,
  transport,
}: FrameHop): Packet[] =>
  decodeFrame(data, transport, direction).map((packet) => ({
    ...packet,
    client,
    direction,
    frame: id,
  }));

const isEvent = ({ socket }: DecodedPacket): boolean =>
  socket === "event" || socket === "binary_event";

/** `sid` of the data of a connect. */
const sidIn = (data: unknown): string | undefined =>
  typeof data === "object" &&
  data !== null &&
  "sid" in data &&
  typeof data.sid === "string"
    ? data.sid
    : undefined;
