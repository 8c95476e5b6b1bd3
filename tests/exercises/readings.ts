import type { Exercise, Reading } from "#lab/exercise/exercise.ts";
import type { Trial } from "#lab/exercise/judge.ts";
import { isFrame } from "#lab/trace/trace.ts";
import { packetRows } from "#lab/playback/rows.ts";

/**
 * All that a reader could say of a run: each of its packets, or each way to answer all questions;
 * none where the reader writes the program.
 */
export function readingsOf(exercise: Exercise, { run }: Trial): Reading[] {
  if (exercise.kind === "find")
    return run.trace.hops
      .filter(isFrame)
      .flatMap(packetRows)
      .map(({ hopId, packetIndex }) => ({
        packet: { hop: hopId, packet: packetIndex },
      }));
  if (exercise.kind !== "predict") return [];
  const ways = Object.entries(exercise.questions).reduce<
    Record<string, string>[]
  >(
    (before, [id, { options }]) =>
      before.flatMap((way) =>
        options.map((option) => ({ ...way, [id]: option })),
      ),
    [{}],
  );
  return ways.map((prediction) => ({ prediction }));
}
