import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import small from "#tests/support/lessons/small/lab.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import {
  SERVED_BACKENDS,
  startBackend,
} from "#tests/support/lab/start-backend.ts";
import { copyProject } from "#scripts/copy-project.mjs";

// As CONTRIBUTING says: copy the folder of a lesson under another name, and nothing else.
const MODEL = "tests/support/lessons/small";
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

/** Where a lesson of the copy stands among those of its part, as its frontmatter says. */
const orderOf = (lesson: string): number =>
  Number(
    /^order: (.*)$/m.exec(
      readFileSync(join(lessonsDir(), lesson, "index.mdx"), "utf8"),
    )?.[1],
  );

beforeAll(async () => {
  project = copyProject();
  cpSync(join(project.root, MODEL), join(lessonsDir(), NAME), {
    recursive: true,
  });
  change("index.mdx", /^title: .*$/m, `title: ${TITLE}`);
  for (const file of ["server.js", "app.py"])
    change(file, /The small lesson passed it on/, ANSWER);
  await project.build({ ROUNDTRIP_EDIT_URL: EDIT_URL });
}, 600_000);

afterAll(() => project.remove());

describe("a lesson that is added as one folder", () => {
  it("stands in the navigation of every page, in its place", () => {
    const own = page(`lessons/${NAME}`);
    const around = ["prev", "next"].map((rel) =>
      found(own, new RegExp(`lessons/([^/"]+)/" rel="${rel}"`, "g")).join(),
    );
    const [before = 0, after = 0] = around.map(orderOf);
    expect(before).toBeLessThan(orderOf(NAME));
    expect(after).toBeGreaterThan(orderOf(NAME));
    const [first, last] = around;
    for (const address of ["chat", "reference/glossary", `lessons/${NAME}`]) {
      const lessons = found(
        page(address),
        /<a\b[^>]*href="[^"]*lessons\/([^/"]+)\/"/g,
      );
      const at = lessons.indexOf(NAME);
      expect(lessons.slice(at - 1, at + 2)).toEqual([first, NAME, last]);
    }
  });

  it("has a page, with its own programs, buttons and questions", () => {
    const html = page(`lessons/${NAME}`);
    expect(found(html, /<h1\b[^>]*>([^<]*)/g)).toEqual([TITLE]);
    expect(html.includes(ANSWER)).toBe(true);
    expect(html.includes("The small lesson passed it on")).toBe(false);
    expect(found(html, /data-try="([^"]*)"/g)).toEqual(["bob-says"]);
    expect(found(html, /data-predict="([^"]*)"/g)).toEqual(["who-hears"]);
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
        small,
        await startBackend(lessonsDir(), id),
      );
      await lab.act("bob-says");
      expect(await lab.received("Bob", "answer")).toEqual([ANSWER]);
    });
});
