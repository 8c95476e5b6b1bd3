/** Milliseconds that a button says what came of a press. */
const SAID = 1500;

/** Lets every `CopyButton` of the page copy its code, also those that come later. */
export function followCopyButtons(): void {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const button = target.closest<HTMLElement>("[data-copy]");
    const code = button?.dataset["copy"];
    if (button && code !== undefined) void copy(button, code);
  });
}

async function copy(button: HTMLElement, code: string): Promise<void> {
  const copied = await copyText(code);
  const words = button.parentElement?.querySelector("[role=status]");
  if (!words) return;
  words.textContent = copied
    ? "Copied!"
    : "This browser doesn’t let the page copy. Select the code instead.";
  setTimeout(() => (words.textContent = ""), copied ? SAID : 4 * SAID);
}

/** Puts a text into the clipboard; whether it's there now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeBySelection(text);
  }
}

/** A page that did not come by HTTPS has no clipboard, but may copy what is selected on it. */
function writeBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;opacity:0";
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies there
    return document.execCommand("copy");
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
