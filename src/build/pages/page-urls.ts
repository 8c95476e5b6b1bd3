/** Attributes that hold one address; those of islands are imported by the page. */
const ADDRESSES = new Set([
  "action",
  "component-url",
  "before-hydration-url",
  "href",
  "poster",
  "renderer-url",
  "src",
]);

/** A comment, a script or a style with all that is in it, or any other opening tag. */
const TAG =
  /<!--[\s\S]*?-->|<(script|style)\b((?:"[^"]*"|'[^']*'|[^"'>])*)>[\s\S]*?<\/\1\s*>|<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const ATTRIBUTE = /(\s)([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*')/g;
const STYLE_URL = /\burl\((["']?)\/(?!\/)/g;

/** The way from a page's folder up to the site's root: `./`, `../`, `../../`… */
export function wayToRoot(file: string): string {
  return "../".repeat(file.split("/").length - 1) || "./";
}

/**
 * Makes a page's root-relative addresses relative to the page, so that the site works in any
 * folder of a host. Each goes up to the root and down again: so it holds, on a site that is at its
 * host's root, even where a host serves a page without the slash at its end.
 */
export function relativeToPage(html: string, toRoot: string): string {
  return html.replace(TAG, (whole: string, raw?: string, rest?: string) => {
    if (whole.startsWith("<!--")) return whole;
    if (raw === undefined) return addresses(whole, toRoot);
    const end = 1 + raw.length + (rest?.length ?? 0);
    const inside = whole.slice(end);
    return (
      addresses(whole.slice(0, end), toRoot) +
      (raw.toLowerCase() === "style" ? styleUrls(inside, toRoot) : inside)
    );
  });
}

/** The same for a style sheet. */
export function styleUrls(css: string, toRoot: string): string {
  return css.replace(STYLE_URL, `url($1${toRoot}`);
}

function addresses(tag: string, toRoot: string): string {
  return tag.replace(
    ATTRIBUTE,
    (
      whole: string,
      space: string,
      name: string,
      equals: string,
      value: string,
    ) =>
      ADDRESSES.has(name.toLowerCase()) && /^.\/(?!\/)/.test(value)
        ? `${space}${name}${equals}${value.charAt(0)}${toRoot}${value.slice(2)}`
        : whole,
  );
}

/** Every address in a page's markup, as it stands there; what is in scripts, styles and comments is none. */
export const addressesIn = (html: string): string[] =>
  attributesIn(html)
    .filter(([name]) => ADDRESSES.has(name))
    .map(([, value]) => value);

/** Every id in a page's markup. */
export const idsIn = (html: string): Set<string> =>
  new Set(
    attributesIn(html)
      .filter(([name]) => name === "id")
      .map(([, value]) => value),
  );

/** The attributes of all tags that stand in double or single quotes, with their names in small letters. */
const attributesIn = (html: string): [name: string, value: string][] =>
  [...html.matchAll(TAG)].flatMap(([whole, raw, rest = ""]) => {
    if (whole.startsWith("<!--")) return [];
    const tag = raw === undefined ? whole : rest;
    return [...tag.matchAll(ATTRIBUTE)].map(
      ([, , name = "", , value = ""]): [string, string] => [
        name.toLowerCase(),
        plain(value.slice(1, -1)),
      ],
    );
  });

const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#39;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&#38;": "&",
  "&amp;": "&",
};

const plain = (text: string): string =>
  text.replace(/&(?:quot|#39|lt|gt|#38|amp);/g, (one) => ENTITIES[one] ?? one);
