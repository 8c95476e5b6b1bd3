const STYLE = /<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]*)"[^>]*>/g;
const MEDIA = /\bmedia="[^"]*"/;
const LINK = /(<link\b[^>]*\s)href="(?=\.\/)/g;
const SCRIPT = /(<script\b[^>]*\s)src="(?=\.\/)/g;

/**
 * Makes the page for wrong addresses hold at any of them, however deep. Its styles move into it,
 * and it loads nothing else before find-site.ts has found the site.
 * @param html The page, with addresses relative to the site's root.
 * @param readStyle Gives the text of a style sheet.
 */
export async function atAnyAddress(
  html: string,
  readStyle: (href: string) => Promise<string>,
): Promise<string> {
  const styles = new Map<string, string>();
  for (const [, href = ""] of html.matchAll(STYLE))
    styles.set(href, await readStyle(href));
  return html
    .replace(STYLE, (link, href: string) => {
      const media = MEDIA.exec(link)?.[0];
      return `<style${media ? ` ${media}` : ""}>${styles.get(href) ?? ""}</style>`;
    })
    .replace(LINK, '$1data-href="')
    .replace(SCRIPT, '$1data-src="');
}
