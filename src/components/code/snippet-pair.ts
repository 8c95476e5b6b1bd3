import { cutRegion, withoutMarkers } from "./region.ts";

/** What a page asks to see of a lesson's folder. */
export interface SnippetWish {
  readonly lesson: string;
  readonly file: string;
  /** The file that says the same for Flask. */
  readonly flask?: string | undefined;
  /** Name of the region to show, in both; the whole file without it. */
  readonly region?: string | undefined;
}

/** A piece of code, and who sees it: everyone, or who chose that server. */
export interface Sample {
  readonly file: string;
  readonly code: string;
  readonly lang: string;
  readonly server?: "node" | "flask";
}

/** The program of each server, by which a lesson's server.js has its pair. */
const NODE_PROGRAM = "server.js";
const FLASK_PROGRAM = "app.py";

/**
 * What to show for a wish: one sample, or a pair where there is one for each server. server.js has
 * its pair in the lesson's app.py, where that has the region; `files` gives a text by its path in
 * the lesson's folder. Throws a sentence about what is not there.
 */
export function samplesFor(
  { lesson, file, flask, region }: SnippetWish,
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
  const hasPair =
    file === NODE_PROGRAM &&
    files(FLASK_PROGRAM) !== undefined &&
    cut(FLASK_PROGRAM) !== undefined;
  const pair = flask ?? (hasPair ? FLASK_PROGRAM : undefined);
  if (pair === undefined) return [sample(file)];
  return [
    { ...sample(file), server: "node" },
    { ...sample(pair), server: "flask" },
  ];
}
