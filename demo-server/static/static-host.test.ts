import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { folderOf } from "#tests/support/server/folder-of.ts";
import { createStaticHost } from "./static-host.ts";

let server: Server | undefined;
afterEach(() => server?.close());

const dist = folderOf({
  "index.html": "<h1>Roundtrip</h1>",
  "lessons/send/index.html": "<h1>Send</h1>",
  "404.html": "<h1>Nothing here</h1>",
  "_astro/a.1234.js": "1;",
});

/** Opens a host and gives what it answers to an address. */
async function open(base: string) {
  const opened = createServer(createStaticHost(dist, base));
  server = opened;
  await new Promise<void>((done) => opened.listen(0, "127.0.0.1", done));
  const { port } = opened.address() as AddressInfo;
  return async (path: string, init?: RequestInit) => {
    const { status, headers, ...answer } = await fetch(
      `http://127.0.0.1:${port}${path}`,
      { redirect: "manual", ...init },
    ).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }));
    return {
      status,
      type: headers.get("content-type"),
      to: headers.get("location"),
      ...answer,
    };
  };
}

it("serves files by their types, in a folder and at the root", async () => {
  for (const base of ["/some/path/", "/"]) {
    const ask = await open(base);
    expect(await ask(base)).toMatchObject({
      status: 200,
      type: "text/html;charset=utf-8",
      text: "<h1>Roundtrip</h1>",
    });
    expect(await ask(`${base}lessons/send/?a=1`)).toMatchObject({
      status: 200,
      text: "<h1>Send</h1>",
    });
    expect((await ask(`${base}_astro/a.1234.js`)).type).toContain("javascript");
    server?.close();
  }
});

it("leads to the slash that a folder ends with", async () => {
  const ask = await open("/some/path/");
  expect(await ask("/some/path")).toMatchObject({
    status: 301,
    to: "/some/path/",
  });
  expect(await ask("/some/path/lessons/send?a=1")).toMatchObject({
    status: 301,
    to: "./send/?a=1",
  });
});

it("has the site's page for wrong addresses, and nothing behind it", async () => {
  const ask = await open("/some/path/");
  for (const path of ["nothing", "labs/send/x/socket.io/", "stream/", "%ZZ"])
    expect(await ask(`/some/path/${path}`)).toMatchObject({
      status: 404,
      text: "<h1>Nothing here</h1>",
    });
  for (const path of ["/", "/labs/send/x/socket.io/", "/stream/"])
    expect(await ask(path)).toMatchObject({
      status: 404,
      text: "Not found\n",
    });
  expect((await ask("/some/path/", { method: "POST" })).status).toBe(405);
});
