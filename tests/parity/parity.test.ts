import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutRegion } from "#components/code/region.ts";
import { differences } from "#content/differences.ts";
import { samenesses } from "#content/samenesses.ts";
import { OBSERVATIONS } from "./observations.ts";
import { python, runApps, type RunningApps } from "./run-apps.ts";
import { runNode } from "./run-node.ts";
import { createWorld } from "./world.ts";

const file = (program: string, name: string): string =>
  fileURLToPath(
    new URL(
      `../../src/content/differences/${program}/${name}`,
      import.meta.url,
    ),
  );

const rows = [
  ...samenesses.map(({ seen, ...row }) => ({
    ...row,
    node: seen,
    flask: seen,
  })),
  ...differences,
];
const programs = [...new Set(rows.map(({ program }) => program))];

/** What is observed of a row; fails where nothing is. */
const observe = (id: string) => {
  const found = OBSERVATIONS[id];
  if (!found) throw new Error(`Nothing is observed of "${id}".`);
  return found;
};

describe("the rows of Node and Flask, side by side", () => {
  it("are all observed, and nothing else is", () => {
    expect(rows.map(({ id }) => id).toSorted()).toEqual(
      Object.keys(OBSERVATIONS).toSorted(),
    );
  });

  it.each(differences)("$id is a difference", ({ node, flask }) => {
    expect(node).not.toBe(flask);
  });

  it.each(rows)("$id shows a region of both programs", ({ id, program }) => {
    for (const name of ["server.js", "app.py"]) {
      const path = file(program, name);
      expect(existsSync(path)).toBe(true);
      expect(cutRegion(readFileSync(path, "utf8"), id)).toBeTruthy();
    }
  });
});

describe("on Node", () => {
  it.each(rows)("$id: $node", async ({ id, program, node }) => {
    await using server = await runNode(file(program, "server.js"));
    using world = createWorld({ ...server, acknowledges: false });
    expect(await observe(id)(world)).toBe(node);
  });
});

describe.skipIf(python === undefined)("on Flask", () => {
  let apps: RunningApps;
  beforeAll(async () => {
    apps = await runApps(...programs.map((name) => file(name, "app.py")));
  });
  afterAll(() => apps[Symbol.asyncDispose]());

  it.each(rows)("$id: $flask", async ({ id, program, flask }) => {
    const started = apps.started[programs.indexOf(program)];
    if (!started || "error" in started)
      throw new Error(started?.error ?? "It has not started.");
    const url = `http://127.0.0.1:${started.port}`;
    using world = createWorld({ ...apps, url, acknowledges: true });
    expect(await observe(id)(world)).toBe(flask);
  });
});
