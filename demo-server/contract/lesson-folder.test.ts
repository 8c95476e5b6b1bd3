import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  exercisesIn,
  fileOf,
  lessonFolder,
  lessonIn,
  lessonOf,
  stepsIn,
  treeOf,
} from "./lesson-folder.ts";
import { lessonSlug } from "./stream.ts";

it("finds the folder of a lesson and of a step, and the way back", () => {
  for (const [slug, folder] of [
    ["send", "send"],
    ["chat.2-rooms", "chat/steps/2-rooms"],
  ] as const) {
    expect(lessonFolder(slug)).toBe(folder);
    expect(lessonIn(folder)).toBe(slug);
    expect(v.is(lessonSlug, slug)).toBe(true);
  }
});

it("says whose step it is", () => {
  expect(lessonOf("chat.2-rooms")).toBe("chat");
  expect(lessonOf("chat")).toBe("chat");
});

it("takes no name that would lead out of the lessons", () => {
  for (const slug of ["..", "a..", "a...b", "a./b", ".a", "a.b.c", "a/b", ""])
    expect(v.is(lessonSlug, slug)).toBe(false);
});

describe("where a file is", () => {
  const tree = treeOf([
    "send/lab.ts",
    "send/server.js",
    "send/exercises/1-reply/server.js",
    "chat/index.mdx",
    "chat/steps/README.md",
    "chat/steps/10-late/server.js",
    "chat/steps/2-rooms/lab.ts",
    "chat/steps/1-it-runs/lab.ts",
    "chat/steps/1-it-runs/server.js",
    "chat/exercises/1-more/exercise.ts",
  ]);
  const at = (folder: string, name: string) => fileOf(tree, folder, name);

  it("knows the steps of a lesson in the order of their numbers", () => {
    expect(stepsIn(tree, "chat")).toEqual([
      "chat.1-it-runs",
      "chat.2-rooms",
      "chat.10-late",
    ]);
    expect(stepsIn(tree, "send")).toEqual([]);
  });

  it("is in the lesson's own folder", () => {
    expect(at("send", "lab.ts")).toBe("send/lab.ts");
    expect(at("send", "app.py")).toBeUndefined();
    expect(at("nothing", "lab.ts")).toBeUndefined();
  });

  it("is in the step's folder, or in that of the nearest step before it", () => {
    expect(at("chat/steps/2-rooms", "lab.ts")).toBe(
      "chat/steps/2-rooms/lab.ts",
    );
    expect(at("chat/steps/2-rooms", "server.js")).toBe(
      "chat/steps/1-it-runs/server.js",
    );
    expect(at("chat/steps/10-late", "lab.ts")).toBe(
      "chat/steps/2-rooms/lab.ts",
    );
  });

  it("is never in a later step, nor in a lesson's own folder for its steps", () => {
    expect(at("chat/steps/1-it-runs", "app.py")).toBeUndefined();
    expect(at("chat/steps/10-late", "index.mdx")).toBeUndefined();
  });

  it("is nowhere for a step that is not there", () => {
    expect(at("chat/steps/3-nothing", "server.js")).toBeUndefined();
  });

  it("is in an exercise's folder, or where its lesson has it at its end", () => {
    expect(at("send/exercises/1-reply", "server.js")).toBe(
      "send/exercises/1-reply/server.js",
    );
    expect(at("send/exercises/1-reply", "lab.ts")).toBe("send/lab.ts");
    expect(at("chat/exercises/1-more", "server.js")).toBe(
      "chat/steps/10-late/server.js",
    );
  });

  it("is in an answer's folder, or where its exercise begins, or where that has it", () => {
    const exercise = "send/exercises/1-reply";
    const found = treeOf([
      "send/client.jsx",
      "send/server.js",
      `${exercise}/client.jsx`,
      `${exercise}/starter/server.js`,
      `${exercise}/solution/server.js`,
      `${exercise}/wrong/late/app.py`,
    ]);
    const file = (answer: string, name: string) =>
      fileOf(found, `${exercise}/${answer}`, name);
    expect(file("starter", "server.js")).toBe(`${exercise}/starter/server.js`);
    expect(file("starter", "client.jsx")).toBe(`${exercise}/client.jsx`);
    expect(file("solution", "server.js")).toBe(
      `${exercise}/solution/server.js`,
    );
    expect(file("wrong/late", "app.py")).toBe(`${exercise}/wrong/late/app.py`);
    expect(file("wrong/late", "server.js")).toBe(
      `${exercise}/starter/server.js`,
    );
    expect(exercisesIn(found, "send")).toEqual([exercise]);
  });
});
