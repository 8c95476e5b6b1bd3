import { sentence } from "#contract/sentences.ts";
import type { ProgramError } from "#contract/stream.ts";
import { TICK } from "../../program/add-ticks.ts";
import { ProgramEnded } from "../../program/lab-process.ts";
import { createLoopGuard } from "../../program/loop-guard.ts";
import { PROGRAM_FILE, type Evaluate } from "../../program/programs.ts";

/**
 * An `evaluate` for programs with ticks in them (`addTicks`): hands them a guard against loops that
 * never end. `ends` takes what ends the run and tells why.
 */
export function guarded(evaluate: Evaluate): {
  evaluate: Evaluate;
  ends(end: (error: ProgramError) => void): void;
} {
  let end: (error: ProgramError) => void = () => undefined;
  const guard = createLoopGuard((line, seconds) => {
    const message = sentence("endlessLoop", { line, seconds });
    end({ message, file: PROGRAM_FILE, line });
    return new ProgramEnded(message);
  });
  return {
    evaluate(body, parameters, file) {
      const start = evaluate(body, [TICK, ...parameters], file);
      return (...values) => start(guard.tick, ...values);
    },
    ends: (given) => (end = given),
  };
}
