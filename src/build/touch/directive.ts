import type { ClientDirective } from "astro";

declare module "astro" {
  interface AstroClientDirectives {
    /** Loads the island when the reader first touches it; a press before it is there is done then. */
    "client:touch"?: boolean;
  }
}

const TOUCHES = ["pointerdown", "focusin", "keydown"] as const;

/** Loads and opens an island at the first touch, and repeats the last press that came too early. */
const touch: ClientDirective = (load, _options, island) => {
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
    try {
      const hydrate = await load();
      await hydrate();
    } catch (error) {
      // Offline, say: the next touch tries again.
      listen();
      throw error;
    }
    island.removeEventListener("click", remember, true);
    // Its handlers are there once React has drawn it.
    setTimeout(() => {
      pressed?.removeAttribute("aria-busy");
      pressed?.click();
    });
  };
  const begin = (): void => void open();
  const listen = (): void => {
    for (const type of TOUCHES) island.addEventListener(type, begin);
  };
  island.addEventListener("click", remember, true);
  listen();
};

export default touch;
