import { expect, it } from "vitest";
import type { Backend, ServerNews } from "./backends/backend.ts";
import { openLab } from "./lab.ts";

/** A lab without clients, and what its server says. */
function open() {
  let news: ServerNews | undefined;
  const backend: Backend = {
    id: "tab",
    label: "In this tab",
    open(_lesson, given) {
      news = given;
      return {
        connect: () => {
          throw new Error("This lab has no clients.");
        },
        restart: () => Promise.resolve(),
        close: () => undefined,
      };
    },
  };
  const lab = openLab("a-lesson", { clients: [], actions: {} }, backend);
  if (!news) throw new Error("The lab opened no server.");
  return { lab, news };
}

it("says that the server was stopped, until it tells of steps again", () => {
  const { lab, news } = open();
  let told = 0;
  lab.onTrouble(() => told++);
  news.stopped("It was stopped.");
  expect(lab.trouble()).toEqual({ kind: "stopped", text: "It was stopped." });
  expect(lab.trace.hops).toMatchObject([
    { kind: "note", text: "It was stopped." },
  ]);
  news.hops("2", []);
  expect(lab.trouble()).toBeUndefined();
  expect(told).toBe(2);
});

it("goes on saying what is wrong in the program", () => {
  const { lab, news } = open();
  news.programError({ message: "No.", file: "server.js", line: 3, column: 4 });
  news.hops("1", []);
  expect(lab.trouble()).toEqual({
    kind: "program",
    text: "server.js, line 3, column 4: No.",
  });
});
