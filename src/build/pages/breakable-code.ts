import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { pagesBelow } from "../files.ts";

/** Characters without a space that fit on a line of text or code, on the narrowest phone, */
const FITS_LINE = 20;
/** and in a cell of a table. */
const FITS_CELL = 12;

/** What React draws must be what the build drew. */
const ISLAND = /(<astro-island[\s>][\s\S]*?<\/astro-island>)/;
const CODE = /(<code(?=[\s>])[^>]*>)([\s\S]*?)(?=<\/code>)/g;
/** A tag, a character that is written as an entity, or one as it is. */
const PIECE = /<[^>]*>|&[#\w]+;|[\s\S]/g;
/** Elements that stand within a line. */
const INLINE = /^<\/?(?:span|b|i|ins|del|a)[\s>]/;
const AFTER = /^[.,:=?/([{&]$|^&amp;$/;
const BEFORE = /^[\w$"'`{[(]$|^&(?:quot|#39|#x27|#34);$/;

/** Lets the code of a page's HTML break after punctuation where it is too long, and so in no word. */
export const breakable = (html: string): string =>
  html
    .split(ISLAND)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part.replace(
            CODE,
            (_, open: string, code: string, offset: number) =>
              open +
              breakIn(code, isCell(part, offset) ? FITS_CELL : FITS_LINE),
          ),
    )
    .join("");

const isCell = (html: string, at: number): boolean =>
  html.lastIndexOf("<td", at) > html.lastIndexOf("</td", at);

function breakIn(code: string, fits: number): string {
  const pieces = code.match(PIECE) ?? [];
  /** Places in `pieces` of the characters since the last space. */
  let run: number[] = [];
  const breaks = new Set<number>();
  const endRun = (): void => {
    if (run.length > fits)
      for (const [at, place] of run.entries()) {
        const next = pieces[run[at + 1] ?? -1] ?? "";
        if (AFTER.test(pieces[place] ?? "") && BEFORE.test(next))
          breaks.add(place);
      }
    run = [];
  };
  for (const [place, piece] of pieces.entries()) {
    if (piece.startsWith("<") ? !INLINE.test(piece) : /\s/.test(piece))
      endRun();
    else if (!piece.startsWith("<")) run.push(place);
  }
  endRun();
  return pieces
    .map((piece, place) => (breaks.has(place) ? `${piece}<wbr>` : piece))
    .join("");
}

/** Has code break between its words on pages that are too narrow for a line of it. */
export function breakableCode(): AstroIntegration {
  return {
    name: "roundtrip:breakable-code",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        for (const path of await pagesBelow(fileURLToPath(dir)))
          await writeFile(path, breakable(await readFile(path, "utf8")));
      },
    },
  };
}
