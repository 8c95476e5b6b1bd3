/**
 * On the page for wrong addresses, which is shown at any depth: finds the folder in which the
 * site stands, then lets the page's links and scripts begin there.
 */
export async function findSite(): Promise<void> {
  const root = await folderWithIcon();
  if (root === undefined) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>(
    'a[href^="./"]',
  ))
    link.href = new URL(link.getAttribute("href") ?? "", root).href;
  // Scripts come last: they ask the links in the head where the site begins.
  for (const link of document.querySelectorAll<HTMLLinkElement>(
    "link[data-href]",
  ))
    link.href = new URL(link.dataset["href"] ?? "", root).href;
  for (const script of document.querySelectorAll<HTMLScriptElement>(
    "script[data-src]",
  ))
    script.src = new URL(script.dataset["src"] ?? "", root).href;
}

/** Looks for the site's icon from the folder of this address upwards; undefined where there is none. */
async function folderWithIcon(): Promise<URL | undefined> {
  const icon = document.querySelector<HTMLLinkElement>("link[rel~=icon]");
  const name = icon?.dataset["href"];
  // In development addresses begin at the root, and there is nothing to find.
  if (name === undefined) return undefined;
  for (let folder = new URL(".", location.href); ;) {
    if (await isImage(new URL(name, folder))) return folder;
    if (folder.pathname === "/") return undefined;
    folder = new URL("..", folder);
  }
}

/** Some hosts answer every address with a page: the type tells. */
async function isImage(url: URL): Promise<boolean> {
  try {
    const { ok, headers } = await fetch(url);
    return ok && (headers.get("content-type") ?? "").startsWith("image/");
  } catch {
    return false;
  }
}
