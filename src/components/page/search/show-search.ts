import type { PagefindUI } from "@pagefind/default-ui";
import styleHref from "./search.css?url";

/** Loads what searches the built site and shows it in `place`. `words` are the texts of its parts. */
export async function showSearch(
  place: HTMLElement,
  words: Record<string, string>,
): Promise<void> {
  if (import.meta.env.DEV) {
    place.textContent =
      "Search works in the built site: its index is made when the site is built. Run npm start.";
    return;
  }
  const [ui] = await Promise.all([
    import("@pagefind/default-ui") as Promise<{
      PagefindUI: typeof PagefindUI;
    }>,
    loadStyle(styleHref),
  ]);
  place.replaceChildren();
  new ui.PagefindUI({
    element: place,
    baseUrl: import.meta.env.BASE_URL,
    bundlePath: `${import.meta.env.BASE_URL.replace(/\/$/, "")}/pagefind/`,
    ranking: {
      pageLength: 0.1,
      termFrequency: 0.1,
      termSaturation: 2,
      termSimilarity: 9,
    },
    showImages: false,
    showSubResults: true,
    translations: words,
  });
  // Its only label is a tooltip otherwise.
  place
    .querySelector("input")
    ?.setAttribute("aria-label", words["placeholder"] ?? "Search");
}

function loadStyle(href: string): Promise<unknown> {
  const link = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href,
  });
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
  });
  document.head.append(link);
  return loaded;
}
