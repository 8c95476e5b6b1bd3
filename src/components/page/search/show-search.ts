import type { PagefindUI } from "@pagefind/default-ui";
import { siteRoot } from "../site-root.ts";
import styleHref from "./search.css?url";

/**
 * Loads what searches the built site and shows it in `place`. `index` is the folder of the search
 * index, from the site's root; `words` are the texts of its parts.
 */
export async function showSearch(
  place: HTMLElement,
  index: string,
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
  const root = siteRoot();
  place.replaceChildren();
  new ui.PagefindUI({
    element: place,
    baseUrl: new URL(root).pathname,
    bundlePath: new URL(index, root).pathname,
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
