import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { siteAddress, siteFile, siteVersion } from "./site-files.ts";

const file = (address: string, content: string) =>
  siteFile(address, Buffer.from(content));

test("a page's address is its folder", () => {
  expect(siteAddress("index.html")).toBe("");
  expect(siteAddress("lessons/send/index.html")).toBe("lessons/send/");
  expect(siteAddress("404.html")).toBe("404.html");
  expect(siteAddress("_astro/index.abc.css")).toBe("_astro/index.abc.css");
});

test("compressed copies, what is for servers and downloads have no address", () => {
  for (const path of [
    ...["index.html.br", "a.js.gz", ".stamp", ".site/csp.json"],
    "downloads/a.zip",
  ])
    expect(siteAddress(path)).toBeUndefined();
});

test("a file carries the hash that a browser checks", () => {
  const base64 = createHash("sha256").update("hello").digest("base64");
  expect(file("a.js", "hello")).toEqual(["a.js", `sha256-${base64}`]);
});

test("a version is known by its files, names and contents, in any order", () => {
  const [a, b] = [file("a", "1"), file("b", "2")];
  expect(siteVersion([a, b])).toBe(siteVersion([b, a]));
  const others = [[a], [a, file("b", "3")], [a, file("c", "2")]];
  const versions = [[a, b], ...others].map(siteVersion);
  expect(new Set(versions).size).toBe(versions.length);
});
