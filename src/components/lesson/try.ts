import { runAction } from "./run-action.ts";

/** Lets every button in the prose that names an action run it. */
export function followTryButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>(
    "[data-try]",
  ))
    button.disabled = false;
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const button = target.closest<HTMLElement>("[data-try]");
    const { try: action, lesson } = button?.dataset ?? {};
    if (button && action && lesson) void runAction(button, lesson, action);
  });
}
