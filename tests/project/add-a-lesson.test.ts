import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDefinition } from "#content/lesson-files.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import {
  SERVED_BACKENDS,
  startBackend,
} from "#tests/support/lab/start-backend.ts";
import { copyProject } from "#scripts/copy-project.mjs";

// As CONTRIBUTING says: copy the smallest lesson under another name, and nothing else.
const MODEL = "send";
const NAME = "one-more";
const TITLE = "One lesson more";
const ANSWER = "The lesson that was added passed it on";
const LESSONS = "src/content/docs/lessons";
const EDIT_URL = "https://example.org/roundtrip/edit/main/";

let project: ReturnType<typeof copyProject>;
const lessonsDir = (): string => join(project.root, LESSONS);

const change = (file: string, from: RegExp, to: string): void => {
  const path = join(lessonsDir(), NAME, file);
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
};

/** A page of the copy's built site. */
const page = (address: string): string =>
  readFileSync(join(project.root, "dist", address, "index.html"), "utf8");

/** What a pattern's first group finds in a page, each once, in order. */
const found = (html: string, pattern: RegExp): string[] => [
  ...new Set([...html.matchAll(pattern)].map(([, text = ""]) => text)),
];

beforeAll(async () => {
  project = copyProject();
  cpSync(join(lessonsDir(), MODEL), join(lessonsDir(), NAME), {
    recursive: true,
  });
  change("index.mdx", /^title: .*$/m, `title: ${TITLE}`);
  change("index.mdx", /^order: .*$/m, "order: 3.1");
  for (const file of ["server.js", "app.py"])
    change(file, /The server passed it on/, ANSWER);
  await project.build({ ROUNDTRIP_EDIT_URL: EDIT_URL });
}, 600_000);

afterAll(() => project.remove());

describe("a lesson that is added as one folder", () => {
  it("stands in the navigation of every page, in its place", () => {
    for (const address of ["lessons/connect", "reference/glossary"]) {
      const lessons = found(
        page(address),
        /<a\b[^>]*href="[^"]*lessons\/([^/"]+)\/"/g,
      );
      const at = lessons.indexOf(MODEL);
      expect(lessons.slice(at, at + 2)).toEqual([MODEL, NAME]);
    }
    const [next] = found(
      page(`lessons/${MODEL}`),
      /href="([^"]+)" rel="next"/g,
    );
    expect(next).toBe(`../../lessons/${NAME}/`);
  });

  it("has a page, with its own programs, buttons and questions", () => {
    const html = page(`lessons/${NAME}`);
    expect(found(html, /<h1\b[^>]*>([^<]*)/g)).toEqual([TITLE]);
    expect(html.includes(ANSWER)).toBe(true);
    expect(html.includes("The server passed it on")).toBe(false);
    expect(found(html, /data-try="([^"]*)"/g)).toContain("alice-sends");
    expect(found(html, /data-predict="([^"]*)"/g)).toContain("which-handler");
    expect(
      found(html, /<(?:button|fieldset)\b[^>]*data-lesson="([^"]*)"/g),
    ).toEqual([NAME]);
  });

  it("can be edited at the address that the site was built with", () => {
    expect(
      found(page(`lessons/${NAME}`), /href="([^"]+)"[^>]*>\s*Edit this page/g),
    ).toEqual([`${EDIT_URL}${LESSONS}/${NAME}/index.mdx`]);
  });

  it("has its program among those that run in a tab", () => {
    const assets = join(project.root, "dist/_astro");
    const scripts = readdirSync(assets)
      .filter((name) => name.endsWith(".js"))
      .map((name) => readFileSync(join(assets, name), "utf8"));
    for (const words of [`/lessons/${NAME}/server.js`, ANSWER])
      expect(scripts.some((text) => text.includes(words))).toBe(true);
  });

  for (const { id, label, isThere } of SERVED_BACKENDS)
    it.skipIf(!isThere)(`runs on ${label}`, async () => {
      await using lab = await openDefinedLab(
        NAME,
        await loadDefinition(MODEL),
        await startBackend(lessonsDir(), id),
      );
      await lab.act("bob-sends");
      expect(await lab.received("Bob", "message")).toEqual([ANSWER]);
    });
});
