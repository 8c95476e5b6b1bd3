import { keepAboveSheet } from "../lab/sheet.ts";
import { judge, summarise, type Verdict } from "./verdict.ts";

/** A question of the prose, as its form: what is ticked, what is marked, what is said below. */
export interface Question {
  readonly button: HTMLElement;
  /** The options that are ticked; none where "Nobody" is, undefined where nothing is. */
  answer(): readonly string[] | undefined;
  /** Called when the reader wants to see the answer, and the last time is over. */
  onRun(run: () => Promise<void>): void;
  /** While it runs, nothing can be ticked. */
  lock(locked: boolean): void;
  say(text: string): void;
  /** Marks the options that are known to be right so far. */
  markReached(options: readonly string[]): void;
  judge(
    expected: readonly string[],
    happened: readonly string[],
    because: string,
  ): void;
}

/** Takes hold of the form of a question; undefined where it is not whole. */
export function createQuestion(
  fieldset: HTMLFieldSetElement,
): Question | undefined {
  const button = fieldset.querySelector("button");
  const output = fieldset.querySelector("output");
  if (!button || !output) return undefined;
  const all = [...fieldset.querySelectorAll("input")];
  const nobody = all.find((box) => box.dataset["nobody"] !== undefined);
  const boxes = all.filter((box) => box !== nobody);
  const none = nobody?.value ?? "none of these";
  let isLocked = false;

  const forget = (): void => {
    output.replaceChildren();
    for (const box of all) mark(box, undefined);
  };
  // A new guess is not judged by what was seen before.
  fieldset.addEventListener("change", ({ target }) => {
    forget();
    if (target === nobody) for (const box of boxes) box.checked = false;
    else if (nobody) nobody.checked = false;
  });

  return {
    button,
    answer() {
      const ticked = boxes.filter(({ checked }) => checked);
      if (ticked.length === 0 && !nobody?.checked) return undefined;
      return ticked.map(({ value }) => value);
    },
    onRun(run) {
      button.addEventListener("click", () => {
        if (isLocked) return;
        forget();
        void run();
      });
    },
    lock(locked) {
      isLocked = locked;
      for (const box of all) box.disabled = locked;
      button.toggleAttribute("data-locked", locked);
      if (locked) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    },
    say(text) {
      output.textContent = text;
    },
    markReached(options) {
      for (const box of boxes)
        if (options.includes(box.value)) mark(box, judge(box.checked, true));
    },
    judge(expected, happened, because) {
      for (const box of boxes)
        mark(box, judge(box.checked, happened.includes(box.value)));
      if (nobody?.checked) mark(nobody, judge(true, happened.length === 0));
      const { right, said, was } = summarise(expected, happened, none);
      const answers = document.createElement("dl");
      answers.append(...row("You said", said), ...row("It was", was));
      const verdict = document.createElement("b");
      verdict.textContent = right ? "Right" : "Not quite";
      const reason = document.createElement("p");
      reason.textContent = because;
      output.replaceChildren(verdict, answers, reason);
      keepAboveSheet(output);
    },
  };
}

function row(term: string, words: string): HTMLElement[] {
  const name = document.createElement("dt");
  name.textContent = term;
  const value = document.createElement("dd");
  value.textContent = words;
  return [name, value];
}

/** Marks one option, or clears its mark. */
function mark(box: HTMLInputElement, verdict: Verdict | undefined): void {
  const label = box.closest("label");
  const words = label?.querySelector(".verdict");
  if (!label || !words) return;
  words.textContent = verdict?.words ?? "";
  if (verdict) label.dataset["verdict"] = verdict.right ? "right" : "wrong";
  else delete label.dataset["verdict"];
}
