import * as v from "valibot";
import { expect, it } from "vitest";
import { lessonFolder, lessonIn } from "./lesson-folder.ts";
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

it("takes no name that would lead out of the lessons", () => {
  for (const slug of ["..", "a..", "a...b", "a./b", ".a", "a.b.c", "a/b", ""])
    expect(v.is(lessonSlug, slug)).toBe(false);
});
