import { describe, expect, it } from "vitest";
import { realClock } from "#lab/clock.ts";
import type { PacketBeat } from "#lab/playback/beat.ts";
import { createPlayback } from "#lab/playback/playback.ts";
import { createStagePace } from "#lab/playback/stage-pace.ts";
import type { Promised } from "#lab/promise.ts";
import { isFrame, isHandler } from "#lab/trace/trace.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import { startBackend } from "../support/lab/start-backend.ts";
import { keepInLab } from "./keep-in-lab.ts";
import { labCasesOf, labLessons } from "./lab-cases.ts";
import type { LabCase } from "./lab-case.ts";

/** Story milliseconds of one picture, at normal speed. */
const PICTURE = 1000 / 60;

/** What happened before its packet had come to its end on the stage, in words; at normal speed. */
async function aheadOfStage(
  { slug, definition }: LabCase,
  promised: Promised,
): Promise<{ ahead: string[]; seen: number }> {
  const pace = createStagePace(definition.protocol);
  const close: (() => void)[] = [];
  /** Where the stage was when a hop was told. */
  const told = new Map<number, number>();
  let beats: () => readonly PacketBeat[] = () => [];
  await using lab = await openDefinedLab(
    slug,
    definition,
    await startBackend(),
    ({ trace }) => {
      const playback = createPlayback(trace, realClock, pace);
      close.push(() => playback.close());
      beats = () => playback.beats().filter((beat) => beat.kind === "packet");
      trace.subscribe((hop) => told.set(hop.id, playback.position()));
    },
    pace,
  );
  await keepInLab(expect, lab, promised);

  const { trace } = lab;
  const landedAt = (frame: number): number | undefined =>
    beats().find(({ hops }) => hops.includes(frame))?.end;
  const ahead: string[] = [];
  let seen = 0;
  for (const hop of trace.hops) {
    // What a client receives, and what the server handles, each after the packet that brought it.
    const cause = isHandler(hop) ? trace.causeOf(hop.id) : undefined;
    const frame =
      hop.kind === "arrival"
        ? hop.frame
        : cause && isFrame(cause)
          ? cause.id
          : -1;
    const landed = landedAt(frame);
    const at = told.get(hop.id);
    if (landed === undefined || at === undefined) continue;
    seen += 1;
    if (at < landed - PICTURE)
      ahead.push(
        `${hop.kind} ${hop.id} at ${at}, its packet lands at ${landed}`,
      );
  }
  for (const end of close) end();
  return { ahead, seen };
}

const cases = (await Promise.all(labLessons().map(labCasesOf))).flat();

describe("at normal speed, nothing is ahead of its packet", () => {
  const presses = cases
    .filter(({ promises }) => !promises.withScreens)
    .flatMap((lab) =>
      lab.promises.buttons.map((promised) => ({
        what: `${lab.slug}: "${promised.press}"`,
        lab,
        promised,
      })),
    );
  it.concurrent.each(presses)(
    "$what",
    async ({ lab, promised }) => {
      const { ahead, seen } = await aheadOfStage(lab, promised);
      expect(ahead).toEqual([]);
      expect(seen).toBeGreaterThan(0);
    },
    60_000,
  );
});
