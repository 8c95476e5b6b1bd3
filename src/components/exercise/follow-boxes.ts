import { keepCode, readCode } from "./kept-code.ts";

/**
 * Before an exercise is loaded: puts what the reader wrote last into its box, and keeps what is
 * written there meanwhile.
 */
export function followBoxes(): void {
  for (const exercise of document.querySelectorAll<HTMLElement>(
    "[data-exercise]",
  )) {
    const { exercise: id = "", starter = "" } = exercise.dataset;
    const box = exercise.querySelector("textarea");
    const file = box?.getAttribute("aria-label");
    if (!box || !file) continue;
    const kept = readCode(id, starter);
    const text = kept?.files[file];
    if (text !== undefined && text !== box.value) box.value = text;
    if (kept?.file === file) box.setSelectionRange(kept.caret, kept.caret);
    box.addEventListener("input", () => {
      // Once the exercise is loaded, it keeps what it has itself.
      if (exercise.dataset["open"] !== undefined) return;
      keepCode(id, starter, {
        files: { ...kept?.files, [file]: box.value },
        file,
        caret: box.selectionStart,
      });
    });
  }
}
