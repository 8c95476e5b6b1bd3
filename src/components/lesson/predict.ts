import type { Lab } from "#lab/lab.ts";
import type { Prediction } from "#lab/lesson.ts";
import { runAction } from "./run-action.ts";
import { judge, summarise } from "./verdict.ts";

/** Lets every question of the page be answered by running it. */
export function followPredictions(): void {
  for (const question of document.querySelectorAll<HTMLFieldSetElement>(
    "[data-predict]",
  )) {
    followPrediction(question);
  }
}

function followPrediction(question: HTMLFieldSetElement): void {
  const { predict: id = "", action = "", lesson = "" } = question.dataset;
  const button = question.querySelector("button");
  const boxes = [...question.querySelectorAll("input")];
  const output = question.querySelector("output");
  if (!button || !output) return;
  let runs = 0;

  const forget = (): void => {
    output.textContent = "";
    for (const box of boxes) show(box, undefined);
  };

  button.addEventListener("click", () => {
    void (async () => {
      const run = ++runs;
      forget();
      const ran = await runAction(button, lesson, action);
      const prediction = ran?.lab.definition.predictions?.[id];
      if (!ran || !prediction) return;
      const happened = await observed(ran.lab, prediction, ran.hop);
      if (run !== runs) return;
      const expected = boxes.filter((box) => box.checked);
      for (const box of boxes) show(box, happened.includes(box.value));
      output.textContent = `${summarise(
        expected.map(({ value }) => value),
        happened,
      )} ${prediction.because}`;
    })();
  });
  // A new guess is not judged by what was seen before.
  question.addEventListener("change", forget);
  question.disabled = false;
}

/** Marks one option by what happened, or clears its mark. */
function show(box: HTMLInputElement, happened: boolean | undefined): void {
  const label = box.closest("label");
  const words = label?.querySelector(".verdict");
  if (!label || !words) return;
  const verdict =
    happened === undefined ? undefined : judge(box.checked, happened);
  words.textContent = verdict?.words ?? "";
  if (verdict) label.dataset["verdict"] = verdict.right ? "right" : "wrong";
  else delete label.dataset["verdict"];
}

/** Milliseconds for what else the same action may still bring. */
const AFTERMATH = 150;

/** The right options, read off the trace once it can tell and nothing more came of the action. */
function observed(
  { trace }: Lab,
  { observe }: Prediction,
  hop: number,
): Promise<readonly string[]> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const conclude = (): void => {
      timer = undefined;
      const found = observe(trace, hop);
      if (!found) return;
      end();
      resolve(found);
    };
    const look = (): void => {
      if (timer === undefined && observe(trace, hop))
        timer = setTimeout(conclude, AFTERMATH);
    };
    const end = trace.subscribe(look);
    look();
  });
}
