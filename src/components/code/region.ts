/** `// #region name` in JavaScript, `# region name` in Python, and their ends. */
const MARKER = /^\s*(?:\/\/\s*#|#\s*)(region|endregion)\b\s*(\S*)\s*$/;

/** A file's text without the lines that mark its regions. */
export function withoutMarkers(source: string): string {
  return tidy(source.split(/\r?\n/).filter((line) => !MARKER.test(line)));
}

/** The lines of one named region, without any markers, moved to the left edge; undefined where there is no such region. */
export function cutRegion(source: string, name: string): string | undefined {
  const cut: string[] = [];
  /** Names of the regions that are open, innermost last. */
  const open: string[] = [];
  let found = false;
  for (const line of source.split(/\r?\n/)) {
    const marker = MARKER.exec(line);
    if (marker?.[1] === "region") {
      open.push(marker[2] ?? "");
      found ||= marker[2] === name;
    } else if (marker) {
      open.pop();
    } else if (open.includes(name)) {
      cut.push(line);
    }
  }
  if (open.includes(name)) throw new Error(`Region "${name}" has no end.`);
  return found ? tidy(cut) : undefined;
}

/** Drops the indentation that all lines share and blank lines at either end. */
function tidy(lines: readonly string[]): string {
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  return lines
    .map((line) => (line.trim() === "" ? "" : line.slice(shared)))
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}
