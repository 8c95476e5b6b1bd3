import { openSheet } from "../lab/sheet.ts";

/** What came of a press: the lab it ran in, and the hop it began with. */
async function act(button: HTMLElement, lesson: string, action: string) {
  openSheet(button);
  const { switchLab } = await import("../lab/current-lab.ts");
  const { lab, playback } = await switchLab(lesson);
  // What is pressed is to be seen: whoever stands still, or looks at the past, comes back.
  playback.goLive();
  return { lab, hop: await lab.act(action) };
}

const waiting = new WeakMap<HTMLElement, number>();

/** Counts presses that wait for the lab, so that a button is busy until the last of them ran. */
function count(button: HTMLElement, change: 1 | -1): void {
  const left = (waiting.get(button) ?? 0) + change;
  waiting.set(button, left);
  if (left > 0) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

/**
 * Runs an action of the page's lab for a button in the prose, and shows the lab. Before the lab
 * is open it waits. What went wrong is said beside the button; then the result is undefined.
 */
export async function runAction(
  button: HTMLElement,
  lesson: string,
  action: string,
): Promise<Awaited<ReturnType<typeof act>> | undefined> {
  errorOf(button)?.remove();
  count(button, 1);
  try {
    return await act(button, lesson, action);
  } catch (error) {
    sayError(button, error);
    return undefined;
  } finally {
    count(button, -1);
  }
}

function errorOf(button: HTMLElement): Element | undefined {
  const next = button.nextElementSibling;
  return next?.matches(".try-error") ? next : undefined;
}

function sayError(button: HTMLElement, error: unknown): void {
  errorOf(button)?.remove();
  const words = document.createElement("span");
  words.className = "try-error";
  words.role = "alert";
  words.textContent = `This did not run. ${error instanceof Error ? error.message : String(error)}`;
  button.after(words);
}
