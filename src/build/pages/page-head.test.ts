import { describe, expect, it } from "vitest";
import { withEarlyFiles, type Chunks } from "./page-head.ts";

const chunk = (imports: string[] = [], modules: string[] = []) => ({
  imports,
  modules,
});

const CHUNKS: Chunks = new Map([
  ["/try.js", chunk(["/parts.js"])],
  ["/parts.js", chunk()],
  ["/lab.js", chunk(["/core.js", "/parts.js"])],
  ["/react.js", chunk()],
  ["/core.js", chunk(["/runtime.js"])],
  ["/runtime.js", chunk()],
  ["/send.js", chunk(["/core.js"], ["/site/lessons/send/lab.ts"])],
  ["/connect.js", chunk(["/core.js"], ["/site/lessons/connect/lab.ts"])],
]);

const ISLAND =
  '<astro-island component-url="/lab.js" renderer-url="/react.js" props="{&quot;lesson&quot;:[0,&quot;send&quot;]}"></astro-island>';

const page = (body: string, head = "") =>
  `<html><head>${head}</head><body>${body}</body></html>`;
const preloads = (html: string): string[] =>
  [...html.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map(
    ([, href = ""]) => href,
  );

describe("a page's head", () => {
  it("names the page's scripts and what they import, once", () => {
    const script = '<script type="module" src="/try.js"></script>';
    const html = withEarlyFiles(page(script + script), CHUNKS, "index.html");
    expect(preloads(html)).toEqual(["/try.js", "/parts.js"]);
    expect(html.indexOf("modulepreload")).toBeLessThan(html.indexOf("</head>"));
  });

  it("names what a lab on the page runs on, and its lesson, and no other's", () => {
    const html = withEarlyFiles(page(ISLAND), CHUNKS, "index.html");
    expect(preloads(html).sort()).toEqual(
      [
        "/core.js",
        "/lab.js",
        "/parts.js",
        "/react.js",
        "/runtime.js",
        "/send.js",
      ].sort(),
    );
    expect(html).not.toContain("media=");
  });

  it("leaves a lab that opens as a sheet for wide screens, where it is in view", () => {
    const own = '<script type="module" src="/try.js"></script>';
    const sheet = `<section id="live-lab">${ISLAND}</section>`;
    const html = withEarlyFiles(page(own + sheet), CHUNKS, "index.html");
    expect(html).toContain(
      '<link rel="modulepreload" href="/lab.js" media="(min-width: 60rem)">',
    );
    // The page itself wants it, at any width.
    expect(html).toContain('<link rel="modulepreload" href="/parts.js">');
  });

  it("takes the body's style sheets up, once, behind its own", () => {
    const own = '<link rel="stylesheet" href="/own.css">';
    const code = '<link rel="stylesheet" href="/code.css">';
    const body = `<p>a</p>${code}<p>b</p><link rel="stylesheet" href="/code.css"/>`;
    expect(withEarlyFiles(page(body, own), CHUNKS, "index.html")).toBe(
      page("<p>a</p><p>b</p>", own + code),
    );
  });

  it("leaves a page without scripts as it is", () => {
    const html = page("<p>one</p><p>&lt;/head></p>");
    expect(withEarlyFiles(html, CHUNKS, "index.html")).toBe(html);
  });

  it("is refused where a page wants what was not built", () => {
    const island = ISLAND.replace("/lab.js", "/other.js");
    expect(() => withEarlyFiles(page(island), CHUNKS, "a.html")).toThrow(
      "a.html wants /other.js, which was not built.",
    );
    expect(() => withEarlyFiles("<p>", CHUNKS, "a.html")).toThrow(
      "a.html has no </head>.",
    );
  });
});
