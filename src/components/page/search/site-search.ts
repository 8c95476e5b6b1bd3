import { showSearch } from "./show-search.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    "input, textarea, select, [contenteditable], [role=textbox]",
  ) !== null;

/** The search button and its dialog; what searches is loaded when the dialog opens first. */
class SiteSearch extends HTMLElement {
  #loading: Promise<void> | undefined;

  connectedCallback(): void {
    const button = this.querySelector("button");
    const dialog = this.querySelector("dialog");
    const place = this.querySelector<HTMLElement>(".place");
    const key = this.querySelector("kbd");
    if (!button || !dialog || !place) return;
    if (key && /Mac|iP/.test(navigator.userAgent)) key.textContent = "⌘ K";

    const open = async (): Promise<void> => {
      dialog.showModal();
      const words = JSON.parse(this.dataset["words"] ?? "{}") as Record<
        string,
        string
      >;
      const index = this.dataset["index"] ?? "";
      this.#loading ??= showSearch(place, index, words).catch(() => {
        this.#loading = undefined;
        place.textContent =
          "Search could not be loaded. Check your connection and try again.";
      });
      await this.#loading;
      place.querySelector("input")?.focus();
    };

    button.addEventListener("click", () => void open());
    button.disabled = false;
    dialog.addEventListener("click", ({ target }) => {
      if (
        target === dialog ||
        (target instanceof Element && target.closest("a"))
      )
        dialog.close();
    });
    addEventListener("keydown", (event) => {
      const shortcut = (event.ctrlKey || event.metaKey) && event.key === "k";
      const slash = event.key === "/" && !isTyping(event.target);
      if (!shortcut && !(slash && !dialog.open)) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else void open();
    });
  }
}

customElements.define("site-search", SiteSearch);
