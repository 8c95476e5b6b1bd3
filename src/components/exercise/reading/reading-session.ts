import { loadExercise, loadPacketToFind } from "#content/exercise-files.ts";
import type { Exercise, Reading } from "#lab/exercise/exercise.ts";
import {
  askChecks,
  tryOut,
  type Judgement,
  type Trial,
} from "#lab/exercise/judge.ts";
import { packetNamed } from "#lab/exercise/reading-checks.ts";
import { createWords } from "#lab/exercise/words.ts";
import type { PacketSelection } from "#lab/playback/rows.ts";
import { labState, type PageLab } from "../../lab/current-lab.ts";
import { keptSpeed } from "../../playback/kept-speed.ts";
import { openProgram, type Written } from "../exercise-session.ts";

/** A run of the given program, and the lab that it was done in. */
export interface GivenRun {
  readonly definition: Exercise;
  readonly page: PageLab;
  readonly trial: Trial;
}

/**
 * Runs the given program in the page's lab in real time, and does the exercise's script. The picture
 * shows it after the fact, at the speed that the reader has chosen.
 */
export async function runGiven(
  exercise: string,
  { file, source }: Written,
): Promise<GivenRun> {
  const definition = await loadExercise(exercise);
  const word = createWords();
  const programs = { [file]: source };
  const page = await openProgram(
    exercise,
    definition.lab(word),
    programs,
    true,
  );
  const trial = await tryOut(definition, page.lab, word, programs);
  page.playback.setSpeed(keptSpeed());
  return { definition, page, trial };
}

/** Whether the page's lab is still that of the run. */
export const isShown = ({ page }: GivenRun): boolean =>
  labState().page === page;

/** What the checks say of the run, and of what the reader says of it. */
export const judgeReading = (
  { definition, trial }: GivenRun,
  reading: Reading,
): Judgement => askChecks(definition, trial, reading);

/** The packet that is to be found, in this run. */
export async function packetToFind(
  exercise: string,
  { trial }: GivenRun,
): Promise<PacketSelection | undefined> {
  return packetNamed(trial.run.trace, await loadPacketToFind(exercise));
}
