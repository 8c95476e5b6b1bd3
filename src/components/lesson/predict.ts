import type { AnyLab } from "#lab/lab.ts";
import type { Prediction } from "#lab/lesson.ts";
import { reachedSoFar } from "#lab/trace/questions.ts";
import { createQuestion, type Question } from "./question.ts";
import { runAction } from "./run-action.ts";

/** Lets every question of the page be answered by running it. */
export function followPredictions(): void {
  for (const fieldset of document.querySelectorAll<HTMLFieldSetElement>(
    "[data-predict]",
  )) {
    followPrediction(fieldset);
  }
}

function followPrediction(fieldset: HTMLFieldSetElement): void {
  const { predict: id = "", action = "", lesson = "" } = fieldset.dataset;
  const question = createQuestion(fieldset);
  if (!question) return;

  question.onRun(async () => {
    const expected = question.answer();
    if (!expected) {
      question.say("Tick an answer first.");
      return;
    }
    question.lock(true);
    try {
      const ran = await runAction(question.button, lesson, action);
      const prediction = ran?.lab.definition.predictions?.[id];
      if (!ran || !prediction) return;
      question.say(whyItWaits(ran.lab, action));
      const happened = await observed(ran.lab, prediction, ran.hop, question);
      if (happened) question.judge(expected, happened, prediction.because);
      else question.say("The lab was opened anew. Run it again.");
    } finally {
      question.lock(false);
    }
  });
  fieldset.disabled = false;
}

/** Why an answer is not to be had now, and what to do; empty where it comes by itself. */
function whyItWaits({ definition, client }: AnyLab, id: string): string {
  const action = definition.actions[id];
  if (!action || "fault" in action) return "";
  const { name, unsent, faults } = client(action.who);
  if (unsent().length === 0) return "";
  const advice = faults.state().cut
    ? "Repair the network in the menu “Break something”, and the answer follows."
    : "The answer follows once there is a connection.";
  return `Nothing to see yet: ${name} isn’t connected, so the message waits on ${name}’s side. ${advice}`;
}

/** Milliseconds for what else the same action may still bring. */
const AFTERMATH = 150;

/**
 * The right options, read off the trace once it can tell, nothing is under way and nothing more
 * came of the action; whom it reached is marked as the packet lands. Undefined where the lab was
 * closed before.
 */
function observed(
  { trace, onClose }: AnyLab,
  { observe }: Prediction,
  hop: number,
  question: Question,
): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (found: readonly string[] | undefined): void => {
      clearTimeout(timer);
      stop();
      stopClosing();
      resolve(found);
    };
    const conclude = (): void => {
      timer = undefined;
      const found = trace.isBusy() ? undefined : observe(trace, hop);
      if (found) settle(found);
    };
    const look = (): void => {
      question.markReached(reachedSoFar(trace, hop));
      if (timer === undefined && !trace.isBusy() && observe(trace, hop))
        timer = setTimeout(conclude, AFTERMATH);
    };
    const stop = trace.subscribe(look);
    const stopClosing = onClose(() => settle(undefined));
    look();
  });
}
