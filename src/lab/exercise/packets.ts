import { LANGUAGES, type ProgramFile } from "../language.ts";
import { eventNames } from "../packet/event.ts";
import type { EngineType } from "../packet/packet.ts";
import type { ClientName } from "../people.ts";
import { packetRows, type PacketSelection } from "../playback/rows.ts";
import {
  consequences,
  eventsOf,
  framesOf,
  sentBy,
  type Packet,
} from "../trace/questions.ts";
import { isDone, isEmit, isFrame, type TraceView } from "../trace/trace.ts";
import {
  CLIENT_FILE,
  type ProgramLine,
  type ReceivedPacket,
} from "./answer.ts";
import type { Programs, Run } from "./exercise.ts";

/** An event that an action made its client send, and what came of it. */
export interface SentEvent {
  readonly packet: Packet;
  /** Its hop, and those after it, are what the action can have caused. */
  readonly since: number;
  /** Whether the server is done with it: what its handlers emitted at once is known. */
  readonly done: boolean;
}

/** The first event that an action of the script sent; undefined where it was not done, or sent none. */
export function eventOf(
  { trace, hopOf }: Run,
  action: string,
): SentEvent | undefined {
  const since = hopOf(action);
  const packet =
    since === undefined
      ? undefined
      : sentBy(trace, since).find(({ event }) => event !== undefined);
  if (since === undefined || !packet) return undefined;
  return { packet, since, done: isDoneWith(trace, packet.frame) };
}

/** Whether the server is done with the messages of a frame. */
const isDoneWith = (trace: TraceView, frame: number): boolean =>
  trace.effectsOf(frame).some(isDone);

/**
 * Whether nothing is under way of what an action sent, of what clients have sent since, whoever made
 * them, and of what the server emitted in answer.
 */
export function isSettled(trace: TraceView, hop: number): boolean {
  if (trace.isBusy()) return false;
  const sent = trace.hops
    .slice(hop)
    .filter(isFrame)
    .filter(
      ({ id, direction, data }) =>
        direction === "out" && eventNames(data).length > 0 && !trace.isLost(id),
    )
    .map(({ id }) => id);
  return (
    sent.every((id) => isDoneWith(trace, id)) &&
    [hop, ...sent]
      .flatMap((id) => consequences(trace, id))
      .filter(isEmit)
      .flatMap(({ step }) => step.to)
      .every((message) => trace.frameOf("in", message) !== undefined)
  );
}

/** Hops from one on, up to another that is not among them. */
export interface Range {
  readonly since: number;
  readonly before?: number;
}

/** Which events of a name came to a client in a range; each must stand on its wire and in the server's steps. */
export const receivedBy = (
  { trace }: Run,
  client: ClientName,
  { since, before }: Range,
  event?: string,
): Packet[] =>
  eventsOf(trace, {
    client,
    direction: "in",
    since,
    ...(before !== undefined && { before }),
    ...(event !== undefined && { event }),
  }).filter((packet) => emitOf(trace, packet) !== undefined);

/** Which events of a name a client sent in a range, as its wire has them. */
const onWire = (
  { trace }: Run,
  client: ClientName,
  { since, before }: Range,
  event: string,
): Packet[] =>
  eventsOf(trace, {
    client,
    direction: "out",
    since,
    ...(before !== undefined && { before }),
    event,
  });

/** Which of them the server is done with: what a client sent counts where both say it. */
export const sentOf = (
  run: Run,
  client: ClientName,
  range: Range,
  event: string,
): Packet[] =>
  onWire(run, client, range, event).filter(({ frame }) =>
    isDoneWith(run.trace, frame),
  );

/** Whether the server isn't done with one of them. */
export const isUnhandled = (
  run: Run,
  client: ClientName,
  range: Range,
  event: string,
): boolean =>
  onWire(run, client, range, event).some(
    ({ frame }) => !isDoneWith(run.trace, frame),
  );

/** The server's step that sent a packet. A payload of long-polling holds several, each with a step of its own. */
function emitOf(trace: TraceView, packet: Packet) {
  const [frame] = framesOf(trace, {
    since: packet.frame,
    before: packet.frame + 1,
  });
  if (!frame) return undefined;
  const rows = packetRows(frame).map(({ packet: each }) => each);
  const at = rows.findIndex(({ text }) => text === packet.text);
  const own = rows[at];
  if (!own || !isMessage(own.engine)) return undefined;
  const place = rows
    .slice(0, at)
    .filter(({ engine }) => isMessage(engine)).length;
  const message = frame.messages[place];
  return trace.hops
    .filter(isEmit)
    .findLast(({ step }) =>
      step.to.some(([engine, n]) => engine === frame.engine && n === message),
    );
}

/** Whether Engine.IO counts it among the messages of its connection. */
const isMessage = (engine: EngineType): boolean =>
  engine === "message" || engine === "binary";

/** A packet as an answer shows it; without `expected`, none was. */
export function asReceived(
  run: Run,
  packet: Packet,
  expected?: string,
): ReceivedPacket {
  return {
    text: packet.text,
    packet: selectionOf(run.trace, packet),
    wrongFrom: firstDifference(packet.text, expected),
    sentBy: lineOf(run, packet),
  };
}

/** Where a packet is in the trace. */
export function selectionOf(trace: TraceView, packet: Packet): PacketSelection {
  const [frame] = framesOf(trace, {
    since: packet.frame,
    before: packet.frame + 1,
  });
  const place = frame
    ? packetRows(frame).findIndex(({ text }) => text === packet.text)
    : 0;
  return { hop: packet.frame, packet: Math.max(0, place) };
}

/** The line of the program that sent a packet: of the clients' where a client did, or of the server's, where its steps say it. */
function lineOf(
  { trace, programs }: Run,
  packet: Packet,
): ProgramLine | undefined {
  const sent = trace.hops[packet.frame];
  const isClients = sent && isFrame(sent) && sent.direction === "out";
  const file = isClients ? CLIENT_FILE : serverFile(programs);
  const line = isClients ? sent.line : emitOf(trace, packet)?.step.line;
  const source = file && programs[file];
  if (line === undefined || file === undefined || source === undefined)
    return undefined;
  return { file, line, code: source.split("\n")[line - 1]?.trim() ?? "" };
}

const serverFile = (programs: Programs): ProgramFile | undefined =>
  LANGUAGES.map(({ program }) => program).find((file) => file in programs);

/** Where a text begins to be another than the one that was expected; undefined where it is that one. */
function firstDifference(
  text: string,
  expected: string | undefined,
): number | undefined {
  if (expected === undefined) return 0;
  if (text === expected) return undefined;
  const end = Math.min(text.length, expected.length);
  for (let place = 0; place < end; place++)
    if (text[place] !== expected[place]) return place;
  return end;
}
