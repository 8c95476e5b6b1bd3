import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { STAGES } from "#scripts/test/stages.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LESSONS = join(ROOT, "src/content/docs/lessons");
const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"];

const lessons = readdirSync(LESSONS);
const manifest = readFileSync(join(ROOT, "package.json"), "utf8");
const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
const stages = Object.keys(STAGES);

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

/** What stands in backquotes or is linked to and looks like a path of the project. */
function pathsIn(text: string): string[] {
  const spans = all(text, /`([^`\n]+)`/g).filter((span) =>
    /^\.?[\w-]+(\/[\w.-]+)+\/?$|^[\w.-]+\.(mjs|jsx?|tsx?|json|mdx?)$|^(src|scripts|tests|bench|demo-server)$/.test(
      span,
    ),
  );
  return [...spans, ...all(text, /\]\((?!https?:|#)([^)#]+)/g)];
}

/** The folders that a file of a lesson, or of an exercise, may be in. */
const folders = lessons.flatMap((lesson) => {
  const exercises = join(LESSONS, lesson, "exercises");
  const inside = existsSync(exercises) ? readdirSync(exercises) : [];
  return [lesson, ...inside.map((name) => `${lesson}/exercises/${name}`)];
});

const isThere = (path: string): boolean =>
  existsSync(join(ROOT, path)) ||
  folders.some((folder) => existsSync(join(LESSONS, folder, path)));

describe.each(DOCUMENTS)("%s", (name) => {
  const text = readFileSync(join(ROOT, name), "utf8");

  it("names only paths that exist", () => {
    const paths = pathsIn(text);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  it("names only commands that exist", () => {
    const named = [
      ...all(text, /npm run ([\w:-]+)/g),
      ...all(text, /npm (start|test)\b/g),
    ];
    expect(named).not.toEqual([]);
    expect(named.filter((command) => !(command in scripts))).toEqual([]);
  });

  it("names only stages that npm test knows", () => {
    const named = all(text, /npm test -- (\w+)/g);
    expect(named.filter((stage) => !stages.includes(stage))).toEqual([]);
  });
});

describe("README.md", () => {
  it("lists every stage of npm test", () => {
    const text = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(text).toContain(`some stages only: ${stages.join(", ")}`);
  });
});
