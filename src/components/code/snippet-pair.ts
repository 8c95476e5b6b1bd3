import {
  DEFAULT_LANGUAGE,
  LANGUAGES,
  programOf,
  readersOf,
  type Language,
} from "#lab/language.ts";
import { cutRegion, withoutMarkers } from "./region.ts";

/** By a language, the file that says the same in it: `flask="samples/app.py"`. */
type Pairs = Readonly<
  Partial<
    Record<Exclude<Language, typeof DEFAULT_LANGUAGE>, string | undefined>
  >
>;

/** What a page asks to see of a lesson's folder. */
export interface SnippetWish extends Pairs {
  readonly lesson: string;
  readonly file: string;
  /** Name of the region to show, in each; the whole file without it. */
  readonly region?: string | undefined;
}

/** A piece of code, and who sees it: everyone, or the readers of some languages. */
export interface Sample {
  readonly file: string;
  readonly code: string;
  readonly lang: string;
  readonly readers?: readonly Language[] | undefined;
}

/**
 * What to show for a wish: one sample, or one in each language that has it. server.js has its pair
 * in the lesson's app.py, where that has the region; `files` gives a text by its path in
 * the lesson's folder. Throws a sentence about what is not there.
 */
export function samplesFor(
  { lesson, file, region, ...pairs }: SnippetWish,
  files: (path: string) => string | undefined,
): Sample[] {
  const cut = (path: string): string | undefined => {
    const source = files(path);
    if (source === undefined)
      throw new Error(
        `shows ${path} of lesson "${lesson}", which has no such file.`,
      );
    return region === undefined
      ? withoutMarkers(source)
      : cutRegion(source, region);
  };
  const sample = (path: string): Sample => {
    const code = cut(path);
    if (code === undefined)
      throw new Error(
        `shows region "${region ?? ""}" of ${lesson}/${path}, which has no such region.`,
      );
    return { file: path, code, lang: path.slice(path.lastIndexOf(".") + 1) };
  };
  /** The file that says it in the language, if there is one. */
  const fileIn = (language: Language): string | undefined => {
    if (language === DEFAULT_LANGUAGE) return file;
    if (pairs[language] !== undefined) return pairs[language];
    const program = programOf(language);
    const isPair =
      file === programOf(DEFAULT_LANGUAGE) &&
      files(program) !== undefined &&
      cut(program) !== undefined;
    return isPair ? program : undefined;
  };
  const found = LANGUAGES.flatMap(({ id }) => {
    const path = fileIn(id);
    return path === undefined ? [] : [{ id, path }];
  });
  const among = found.map(({ id }) => id);
  return found.map(({ id, path }) => ({
    ...sample(path),
    readers: readersOf(id, among),
  }));
}
