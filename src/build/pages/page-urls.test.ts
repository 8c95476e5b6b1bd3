import { describe, expect, it } from "vitest";
import {
  addressesIn,
  idsIn,
  relativeToPage,
  styleUrls,
  wayToRoot,
} from "./page-urls.ts";

describe("the way to the root", () => {
  it("goes up once for each folder", () => {
    expect(wayToRoot("index.html")).toBe("./");
    expect(wayToRoot("chat/index.html")).toBe("../");
    expect(wayToRoot("lessons/send/index.html")).toBe("../../");
  });
});

describe("a page's addresses", () => {
  it.each([
    ['<a href="/">', '<a href="../../">'],
    [
      "<a class=x href='/lessons/send/#a'>",
      "<a class=x href='../../lessons/send/#a'>",
    ],
    [
      '<link rel="icon" href="/favicon.svg"/>',
      '<link rel="icon" href="../../favicon.svg"/>',
    ],
    ['<img alt="a > b" src="/a.png">', '<img alt="a > b" src="../../a.png">'],
    [
      '<astro-island component-url="/_astro/a.js" renderer-url="/_astro/b.js">',
      '<astro-island component-url="../../_astro/a.js" renderer-url="../../_astro/b.js">',
    ],
    [
      '<script type="module" src="/_astro/a.js"></script>',
      '<script type="module" src="../../_astro/a.js"></script>',
    ],
    [
      "<style>a { background: url(/a.svg) }</style>",
      "<style>a { background: url(../../a.svg) }</style>",
    ],
  ])("that begin at the root begin at the page: %s", (html, relative) => {
    expect(relativeToPage(html, "../../")).toBe(relative);
  });

  it.each([
    '<a href="//elsewhere.example/">',
    '<a href="https://elsewhere.example/a">',
    '<a href="#_top">',
    '<a href="other/">',
    '<a data-href="/a" title="/b">',
    "<p title='<a href=\"/x\">'>",
    '<!-- <a href="/x"> -->',
    '<script>const link = `<a href="/x">`;</script>',
    '<script type="application/json">{"href": "/x"}</script>',
    '<code>href="/x"</code>',
  ])("that do not are left alone: %s", (html) => {
    expect(relativeToPage(html, "../")).toBe(html);
  });

  it("in a style sheet begin at the sheet", () => {
    expect(
      styleUrls('a{src:url("/_astro/a.woff2")}b{src:url(//x/b)}', "../"),
    ).toBe('a{src:url("../_astro/a.woff2")}b{src:url(//x/b)}');
  });
});

describe("what stands in a page", () => {
  const html = `<!-- <a href="/no" id="no"> --><script src="a.js">"<a href='/no'>"</script>
    <a href="../b/?c=1&amp;d=2#e" id="f">g</a><h2 class="no" ID='h'>href="/no"</h2>`;

  it("is found as addresses and ids", () => {
    expect(addressesIn(html)).toEqual(["a.js", "../b/?c=1&d=2#e"]);
    expect([...idsIn(html)]).toEqual(["f", "h"]);
  });
});
