import type { ClientDirective } from "astro";

declare module "astro" {
  interface AstroClientDirectives {
    /**
     * Loads the island when the reader first touches it, or at once where the browser's storage has
     * something whose key begins so. What was pressed or written before it was there isn't lost.
     */
    "client:touch"?: string;
  }
}

const TOUCHES = ["pointerdown", "focusin", "keydown"] as const;

/** Whether the browser keeps something under a key that begins so. */
function hasKept(prefix: unknown): boolean {
  try {
    return Object.keys(localStorage).some((key) =>
      key.startsWith(String(prefix)),
    );
  } catch {
    // Storage may be forbidden.
    return false;
  }
}

const setText = Object.getOwnPropertyDescriptor(
  HTMLTextAreaElement.prototype,
  "value",
)?.set;

const touch: ClientDirective = (load, { value }, island) => {
  let pressed: HTMLElement | undefined;
  const remember = (event: Event): void => {
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>("button")
        : null;
    if (!button) return;
    event.stopPropagation();
    pressed = button;
    button.setAttribute("aria-busy", "true");
  };
  const open = async (): Promise<void> => {
    for (const type of TOUCHES) island.removeEventListener(type, begin);
    const hydrate = await load();
    const boxes = [...island.querySelectorAll("textarea")];
    const written = boxes.map((box) =>
      box.value === box.defaultValue ? undefined : box.value,
    );
    await hydrate();
    island.removeEventListener("click", remember, true);
    // Its handlers are there once React has drawn it.
    setTimeout(() => {
      boxes.forEach((box, place) => {
        const text = written[place];
        if (text === undefined || !box.isConnected) return;
        // React has an eye on the box's own setter, and would take the text for known.
        setText?.call(box, text);
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      pressed?.removeAttribute("aria-busy");
      pressed?.click();
    });
  };
  // Where it could not be loaded, the next touch tries again.
  const begin = (): void => void open().catch(listen);
  const listen = (): void => {
    for (const type of TOUCHES) island.addEventListener(type, begin);
  };
  island.addEventListener("click", remember, true);
  listen();
  if (hasKept(value)) begin();
};

export default touch;
