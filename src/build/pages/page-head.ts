import { SHEET_ID } from "#components/lab/sheet.ts";
import { BREAKPOINTS } from "#styles/breakpoints.ts";

/** What the bundler knows of each script, by its address from the root. */
export type Chunks = Map<
  string,
  { readonly imports: readonly string[]; readonly modules: readonly string[] }
>;

/** Where a lesson's lab stands beside the prose; elsewhere it is a sheet, and loads once the page is idle. */
const WIDE = BREAKPOINTS.beside;

const STYLE_LINK = /<link rel="stylesheet" href="[^"]*"\s*\/?>/g;
const SCRIPT = /<script type="module" src="([^"]+)"/g;
const ISLAND = /<astro-island\b[^>]*>/g;
const ISLAND_FILE = /\b(?:component|renderer)-url="([^"]+)"/g;
const LESSON = /&quot;lesson&quot;:\[0,&quot;([^&]+)&quot;\]/;

/**
 * Moves the style sheets of a built page's body into its head, and has the scripts that it is sure
 * to run loaded from there: its own, those they import, and its lab's where the lab is in view.
 * Throws where a page names a script that the bundler did not make.
 */
export function withEarlyFiles(
  html: string,
  chunks: Chunks,
  page: string,
): string {
  const end = html.indexOf("</head>");
  if (end === -1) throw new Error(`${page} has no </head>.`);
  const [head, body] = [html.slice(0, end), html.slice(end)];
  const styles = new Set(body.match(STYLE_LINK)?.map(closed));
  // What waits for the reader's touch is loaded then, if at all.
  const islands = (body.match(ISLAND) ?? []).filter(
    (island) => !island.includes('client="touch"'),
  );

  /** These scripts and all that they import, deepest last. */
  const closure = (scripts: Iterable<string>): Set<string> => {
    const all = new Set(scripts);
    for (const script of all) {
      const chunk = chunks.get(script);
      if (!chunk)
        throw new Error(`${page} wants ${script}, which was not built.`);
      for (const imported of chunk.imports) all.add(imported);
    }
    return all;
  };

  const own = closure(matches(html, SCRIPT).filter((src) => chunks.has(src)));
  const lab = closure([
    ...islands.flatMap((island) => matches(island, ISLAND_FILE)),
    ...islands.flatMap((island) => lessonScripts(island, chunks)),
  ]);
  const media = html.includes(`id="${SHEET_ID}"`) ? ` media="${WIDE}"` : "";
  const preload = [
    ...[...own].map((src) => `<link rel="modulepreload" href="${src}">`),
    ...[...lab]
      .filter((src) => !own.has(src))
      .map((src) => `<link rel="modulepreload" href="${src}"${media}>`),
  ];
  return [
    head,
    ...[...styles].filter((link) => !head.includes(link)),
    ...preload,
    body.replace(STYLE_LINK, ""),
  ].join("");
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

const closed = (link: string): string => link.replace(/\s*\/?>$/, ">");

/** What an island's lesson is made of: its lab imports that once it runs. */
function lessonScripts(island: string, chunks: Chunks): string[] {
  const [, slug] = LESSON.exec(island) ?? [];
  if (slug === undefined) return [];
  return [...chunks]
    .filter(([, { modules }]) =>
      modules.some(
        (id) =>
          id.includes(`/lessons/${slug}/`) &&
          !id.includes(`/lessons/${slug}/exercises/`),
      ),
    )
    .map(([src]) => src);
}
