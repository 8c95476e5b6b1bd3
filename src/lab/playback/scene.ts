import type { Beat, FaultBeat, LitLine, PacketBeat, Scene } from "./beat.ts";
import type { ClientName } from "../people.ts";
import { describeReach, describeWay } from "./words.ts";

const isPlaying = (beat: Beat, position: number): boolean =>
  beat.start <= position && position < beat.end;

/** So many beats before and after a moment may be on stage at it. */
const REACH = 400;

/** The beats around a moment. They stand nearly in order of their start. */
export function near(
  beats: readonly Beat[],
  position: number,
): readonly Beat[] {
  let low = 0;
  let high = beats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beats[middle]?.start ?? Infinity) <= position) low = middle + 1;
    else high = middle;
  }
  return beats.slice(Math.max(0, low - REACH), low + REACH);
}

const isNews = (beat: Beat): beat is PacketBeat | FaultBeat =>
  beat.kind === "fault" || (beat.kind === "packet" && beat.tone !== "protocol");

/** Whether two packets set out together, or because of one broadcast: to one who is busy later. */
const areOne = (one: PacketBeat, other: PacketBeat): boolean =>
  one.start === other.start ||
  (one.cause !== undefined && one.cause === other.cause);

/** The latest event that has begun to travel, and everyone the like of it has come to, or is to. */
function headline(beats: readonly Beat[], position: number): string {
  let latest: PacketBeat | FaultBeat | undefined;
  for (const beat of beats) {
    if (!isNews(beat) || beat.start > position) continue;
    if (!latest || beat.start >= latest.start) latest = beat;
  }
  if (!latest) return "";
  if (
    latest.kind === "fault" ||
    latest.tone !== "event" ||
    latest.direction === "out" ||
    latest.lost
  )
    return latest.words;
  const { by, label } = latest;
  const reached = new Set<ClientName>();
  const meant = new Set<ClientName>();
  for (const beat of beats) {
    if (
      beat.kind !== "packet" ||
      beat.tone !== "event" ||
      beat.direction !== "in" ||
      beat.lost ||
      beat.start > position
    )
      continue;
    if (beat.by === by && beat.label === label && areOne(beat, latest))
      (beat.end <= position ? reached : meant).add(beat.client);
  }
  return reached.size > 0
    ? describeReach(by, label, [...reached].sort())
    : describeWay(by, label, [...meant].sort());
}

/** What is on stage at `position`. */
export function sceneAt(beats: readonly Beat[], position: number): Scene {
  const around = near(beats, position);
  const playing = around.filter((beat) => isPlaying(beat, position));
  const serverLines: LitLine[] = [];
  const clientLines: LitLine[] = [];
  const hops = new Set<number>();
  for (const beat of playing) {
    if (beat.kind === "packet") for (const hop of beat.hops) hops.add(hop);
    else hops.add(beat.hop);
    if (beat.line === undefined) continue;
    const lit = { line: beat.line, by: beat.by };
    (beat.kind === "step" ? serverLines : clientLines).push(lit);
  }
  return {
    beats: playing,
    serverLines,
    clientLines,
    hops,
    words: headline(around, position),
  };
}

/** The next moment after `position` at which the scene changes. */
export function nextChange(
  beats: readonly Beat[],
  position: number,
): number | undefined {
  let next: number | undefined;
  for (const { start, end } of near(beats, position)) {
    for (const moment of [start, end]) {
      if (moment > position && (next === undefined || moment < next))
        next = moment;
    }
  }
  return next;
}
