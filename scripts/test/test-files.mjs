import { existsSync, readdirSync } from "node:fs";
import { at } from "../tree.mjs";

const LESSONS = "src/content/docs/lessons";
/** What keeps the promises of every lesson, on every server that tests can start. */
export const PROMISES = "tests/lessons/promises.test.ts";

const NOT_OURS = /^(node_modules|\.venv|dist|__pycache__)$/;

/** Paths of the files below a folder of the project. */
export function filesIn(folder) {
  return readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return NOT_OURS.test(entry.name) ? [] : filesIn(path);
  });
}

/** Environment that lets tests which go through all lessons go through some. */
export const someLessons = (lessons) =>
  lessons ? { ROUNDTRIP_LESSONS: [...lessons].join() } : {};

/** The test files of Vitest, save those of the stage `engines`. */
export const unitFiles = () =>
  ["src", "demo-server", "tests", "scripts"]
    .flatMap(filesIn)
    .filter((path) => /^(?!tests\/engines\/).*\.test\.tsx?$/.test(path));

export const isLesson = (name) =>
  /^[\w-]+$/.test(name) && existsSync(at(LESSONS, name, "index.mdx"));

/**
 * What a pattern asks of Vitest: the test files with it in their paths, with the promises of a
 * lesson of that name; or, where there is none, the tests with it in their names.
 */
export function filesOrName(pattern) {
  const files = unitFiles().filter((path) => path.includes(pattern));
  if (isLesson(pattern)) {
    files.push(PROMISES);
    return { files, lessons: [pattern] };
  }
  return files.length > 0 ? { files } : { name: pattern };
}
