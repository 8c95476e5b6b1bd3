import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findServer, goOnInTab } from "./find-server.ts";
import { DEFAULT_BACKEND } from "./backends.ts";
import { forgetAway, keepServer, whyAway } from "./kept-server.ts";
import { sandboxFor } from "./sandbox-choice.ts";

const SEND = { lesson: "send" } as const;
const ABSENT = "No server answers here";

const HERE = '{"ok":true,"labs":0,"clients":0,"memory":{"rss":1,"heapUsed":1}}';

/** What answers the questions whether a server is there; nothing where it is left out. */
const serve = (answers: { node?: string; flask?: string }): void =>
  void vi.stubGlobal("fetch", (url: URL) => {
    const answer = url.pathname.startsWith("/flask")
      ? answers.flask
      : answers.node;
    return answer === undefined
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve(new Response(answer));
  });

beforeEach(() => {
  vi.stubGlobal("location", new URL("http://127.0.0.1:9/"));
  vi.stubGlobal("document", { querySelector: () => null });
  for (const id of ["node", "flask", "tab", "flask-tab"]) forgetAway(id);
  keepServer("node");
});
afterEach(() => void vi.unstubAllGlobals());

it("finds the server that is wanted", async () => {
  serve({ node: HERE });
  const found = await findServer(SEND);
  expect(found.choice.id).toBe("node");
  expect(found.instead).toBeUndefined();
});

it("finds the one in the tab where that is not there, says why, and asks no more", async () => {
  serve({});
  const found = await findServer(SEND);
  expect(found).toMatchObject({
    choice: { id: "tab" },
    instead: { id: "node" },
    notice: `${ABSENT}, so this lab runs in your tab.`,
  });
  serve({ node: HERE });
  expect((await findServer(SEND)).choice.id).toBe("tab");
});

it("finds Node where Flask is not there", async () => {
  keepServer("flask");
  serve({ node: HERE, flask: HERE });
  expect((await findServer(SEND)).choice.id).toBe("flask");
  serve({ node: HERE, flask: '{"ok":false,"why":"Flask is off"}' });
  const found = await findServer(SEND);
  expect(found).toMatchObject({
    choice: { id: "node" },
    instead: { id: "flask" },
    notice:
      "Flask is off, so this lab runs on Node. To run it in Python, choose Flask in this tab.",
  });
});

it("tries the next one where a server turns out not to be there", async () => {
  serve({ node: HERE });
  const found = await findServer(SEND);
  expect(await found.next(ABSENT)).toMatchObject({
    choice: { id: "tab" },
    instead: { id: "node" },
    notice: `${ABSENT}, so this lab runs in your tab.`,
  });
  expect(whyAway("node")).toBe(ABSENT);
});

it("runs what a reader wrote in the tab, and does not take the host for away", async () => {
  serve({ node: HERE });
  const found = await findServer({ source: "", file: "server.js" });
  expect(found).toMatchObject({
    choice: { id: "tab" },
    instead: { id: "node" },
  });
  expect(whyAway("node")).toBeNull();
});

describe("where Python can't run in the page", () => {
  const NO_JSPI =
    "Python can’t run in this browser, which has no JavaScript Promise Integration (JSPI)";

  beforeEach(() => {
    vi.stubGlobal("WebAssembly", {});
    keepServer("flask-tab");
  });

  it("finds Flask on the host, if there is one, else Node in the tab, and says why", async () => {
    serve({ node: HERE, flask: HERE });
    expect(await findServer(SEND)).toMatchObject({
      choice: { id: "flask" },
      instead: { id: "flask-tab" },
      notice: `${NO_JSPI}, so this lab runs on Flask.`,
    });
    forgetAway("flask-tab");
    serve({});
    expect(await findServer(SEND)).toMatchObject({
      choice: { id: "tab" },
      instead: { id: "flask-tab" },
      notice: `${NO_JSPI}, so this lab runs in your tab.`,
    });
  });

  it("says of a program of the reader's own what to do", async () => {
    await expect(sandboxFor("app.py")()).rejects.toThrow(
      `${NO_JSPI}. Choose Node in the page’s header to go on in JavaScript.`,
    );
  });
});

it("goes on in the tab without a word, when the reader wants no more of the server", async () => {
  const found = await goOnInTab(SEND, DEFAULT_BACKEND);
  expect(found).toMatchObject({ choice: { id: "tab" }, notice: "" });
  expect(whyAway("node")).toBe("");
});
