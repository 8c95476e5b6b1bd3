import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  fileOf,
  lessonFolder,
  lessonOf,
  stepsIn,
} from "#contract/lesson-folder.ts";
import { lessonsOnDisk } from "#server/node/programs/lesson-programs.ts";

const root = fileURLToPath(
  new URL("../../src/content/docs/lessons", import.meta.url),
);
const tree = lessonsOnDisk(root);
const slugs = tree.folders("").flatMap((lesson) => {
  const steps = stepsIn(tree, lesson);
  return steps.length > 0 ? steps : [lesson];
});

const read = (file: string): string => readFileSync(join(root, file), "utf8");

describe.each(slugs)("%s", (slug) => {
  const folder = lessonFolder(slug);

  it("has all that a lab needs, its own or inherited", () => {
    for (const name of ["lab.ts", "client.jsx", "server.js"])
      expect(fileOf(tree, folder, name), name).toBeDefined();
  });

  it("does in its lab what its own screen does", () => {
    const lab = fileOf(tree, folder, "lab.ts") ?? "";
    const [, client = ""] = /from "(\S+\/client\.jsx)"/.exec(read(lab)) ?? [];
    // Otherwise a button would run other code than what is shown and lit.
    expect(posix.join(posix.dirname(lab), client)).toBe(
      fileOf(tree, folder, "client.jsx"),
    );
  });

  it("holds no file that it would inherit word by word", () => {
    const steps = stepsIn(tree, lessonOf(slug));
    const before = steps[steps.indexOf(slug) - 1];
    if (before === undefined) return;
    for (const name of ["lab.ts", "client.jsx", "server.js", "app.py"]) {
      const own = `${folder}/${name}`;
      const inherited = fileOf(tree, lessonFolder(before), name);
      if (inherited !== undefined && existsSync(join(root, own)))
        expect(read(own), own).not.toBe(read(inherited));
    }
  });
});
