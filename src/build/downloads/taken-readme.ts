const MARKED = /^<!-- only: ([\w, ]+) -->\n([\s\S]*?)^<!-- end -->\n\n?/gm;
const FIRST_CELL = /^\| `([^`]+)`/;

/**
 * The README of what is taken away: parts between `<!-- only: node -->` and `<!-- end -->` stay
 * where that server is named, and a table's rows where the file that they begin with is there.
 */
export function takenReadme(
  readme: string,
  server: string,
  isThere: (path: string) => boolean,
): string {
  const parts = readme.replace(MARKED, (_, names: string, part: string) =>
    names.split(", ").includes(server) ? part.trimStart() : "",
  );
  return parts
    .split("\n")
    .filter((line) => {
      const [, path] = FIRST_CELL.exec(line) ?? [];
      return path === undefined || isThere(path);
    })
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()
    .concat("\n");
}
