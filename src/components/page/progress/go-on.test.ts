import { expect, it } from "vitest";
import { lessonToGoOn } from "./go-on.ts";

const course = ["connect", "send", "broadcast"];
const goOn = (kept: Record<string, string>): string | undefined =>
  lessonToGoOn(course, (lesson) => kept[lesson] ?? null);

it("says nothing to who has not begun", () => {
  expect(goOn({})).toBeUndefined();
  expect(goOn({ send: "[]" })).toBeUndefined();
});

it("leads to the first lesson that is not done, tried or not", () => {
  expect(goOn({ connect: "a/2" })).toBe("connect");
  expect(goOn({ connect: "a connect/exercises/1-b/2" })).toBe("send");
  expect(goOn({ send: "a b/2" })).toBe("connect");
  expect(goOn({ connect: "a b/2", send: "a/1" })).toBe("broadcast");
});

it("says nothing to who is done with all", () => {
  expect(
    goOn({ connect: "a/1", send: "a b/2", broadcast: "a/1" }),
  ).toBeUndefined();
});

it("needs nothing from around it, since it's put into a page as it is", () => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the page does with it
  const alone = new Function(
    `return ${String(lessonToGoOn)}`,
  ) as () => typeof lessonToGoOn;
  expect(alone()(course, () => "a/2")).toBe("connect");
});
