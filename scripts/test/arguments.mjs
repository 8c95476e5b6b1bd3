import { Sentence } from "../run.mjs";
import { STAGES } from "./stages.mjs";

const KNOWN = Object.keys(STAGES);

/** The stages that take a pattern. */
const TAKING = KNOWN.filter((name) => STAGES[name].takes === "pattern");

const list = (names) => names.join(", ");

/**
 * Reads what follows `npm test --`: `{ changed: true }`, or the stages, all by default, with the
 * pattern of the tests that are wanted. Throws a sentence for what cannot be done.
 */
export function readArguments(given) {
  const changed = given.includes("--changed");
  const words = given.filter((word) => word !== "--changed");
  const option = words.find((word) => word.startsWith("-"));
  if (option !== undefined)
    throw new Sentence(
      `npm test has no option ${option}. It has --changed, which tests what differs from main.`,
    );
  const named = words.filter((word) => word in STAGES);
  const [pattern, ...more] = words.filter((word) => !(word in STAGES));
  const stages =
    named.length > 0 ? KNOWN.filter((name) => named.includes(name)) : KNOWN;
  if (pattern === undefined) return { changed, stages };
  if (named.length === 0)
    throw new Sentence(
      `There is no test stage called ${pattern}. There are: ${list(KNOWN)}. ` +
        `To run some tests only, name their stage first: npm test -- unit ${pattern}`,
    );
  if (more.length > 0)
    throw new Sentence(
      `Give one pattern, in quotes where it has spaces: npm test -- ${named.join(" ")} "${[pattern, ...more].join(" ")}"`,
    );
  if (changed)
    throw new Sentence(
      `--changed chooses the tests itself. Leave out either it or "${pattern}".`,
    );
  const whole = stages.find((name) => !TAKING.includes(name));
  if (whole !== undefined)
    throw new Sentence(
      `The stage ${whole} is one test and takes no pattern. Those that do: ${list(TAKING)}.`,
    );
  return { changed, stages, pattern };
}
