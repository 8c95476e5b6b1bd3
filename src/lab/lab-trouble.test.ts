import { expect, it } from "vitest";
import type { Backend, ServerNews } from "./backends/backend.ts";
import { openLab } from "./lab.ts";

/** A server that does nothing; what it could say goes by `onNews`. */
const backend = (onNews: (news: ServerNews) => void): Backend => ({
  language: "node",
  place: "tab",
  available: () => Promise.resolve({ ok: true }),
  open(_program, news) {
    onNews(news);
    return {
      connect: () => {
        throw new Error("This lab has no clients.");
      },
      restart: () => Promise.resolve(),
      close: () => undefined,
    };
  },
});

/** A lab without clients, and what its server says. */
function open() {
  let news: ServerNews | undefined;
  const lab = openLab(
    { lesson: "a-lesson" },
    { clients: [], actions: {} },
    backend((given) => (news = given)),
  );
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
    file: "server.js",
    line: 3,
  });
});

it("says once what in the program has no effect in a lab, until the reader has read it", () => {
  const { lab, news } = open();
  const path = { message: "No path.", file: "server.js", line: 3 };
  news.programNotice(path);
  news.programNotice({ message: "No cookie.", file: "app.py" });
  // The program was started again.
  news.programNotice(path);
  const said = ["server.js, line 3: No path.", "app.py: No cookie."];
  expect(lab.notices()).toEqual(said);
  expect(lab.trace.hops.map((hop) => hop.kind === "note" && hop.text)).toEqual(
    said,
  );
  expect(lab.trouble()).toBeUndefined();
  lab.dismissNotices();
  expect(lab.notices()).toEqual([]);
});

it("says that the server is away, once, until it is back", () => {
  const { lab, news } = open();
  news.note("It is away.", "away");
  news.note("It is away.", "away");
  expect(lab.trouble()).toEqual({ kind: "away", text: "It is away." });
  news.note("It is back.", "back");
  expect(lab.trouble()).toBeUndefined();
  expect(lab.trace.hops.map((hop) => hop.kind === "note" && hop.text)).toEqual([
    "It is away.",
    "It is back.",
  ]);
});

it("goes on saying what is wrong in the program while the server is away", () => {
  const { lab, news } = open();
  news.programError({ message: "No.", file: "server.js" });
  news.note("It is away.", "away");
  expect(lab.trouble()).toMatchObject({ kind: "program" });
  news.note("It is back.", "back");
  expect(lab.trouble()).toMatchObject({ kind: "program" });
});

it("says why the server refuses, once, and that it's broken, until it runs", () => {
  const { lab, news } = open();
  const refusal = { code: "foreign-origin", message: "No." } as const;
  news.refused(refusal);
  news.refused(refusal);
  expect(lab.trouble()).toEqual({ kind: "refused", text: "No." });
  news.note("It's broken.", "broken");
  news.note("It's broken.", "broken");
  expect(lab.trouble()).toEqual({ kind: "broken", text: "It's broken." });
  expect(lab.trace.hops.map((hop) => hop.kind === "note" && hop.text)).toEqual([
    "No.",
    "It's broken.",
  ]);
  news.hops("1", []);
  expect(lab.trouble()).toBeUndefined();
});

it("says that there is no server", () => {
  const { lab, news } = open();
  news.note("No server answers here", "absent");
  expect(lab.trouble()?.kind).toBe("absent");
});

it("does not let an action wait for a lab that has closed", async () => {
  const lab = openLab(
    { lesson: "a-lesson" },
    {
      clients: [],
      actions: { wait: { label: "", who: "server", fault() {} } },
    },
    backend(() => undefined),
  );
  const acted = lab.act("wait");
  lab.close();
  await expect(acted).rejects.toThrow("The lab was opened anew");
});
