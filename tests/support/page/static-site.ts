import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCertificate } from "#server/node/webtransport/http3/certificate.ts";
import { createStaticHost } from "#server/static/static-host.ts";
import { pagesBelow } from "#build/files.ts";
import { writeWorker } from "#build/offline.ts";
import { ELSEWHERE } from "./elsewhere.ts";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const BASE = "/some/path/";

/** A static host whose site can be changed, and which can fail in the ways that hosts do. */
export interface StaticSite {
  /** Where the site begins. */
  readonly root: string;
  /** Serves what was built. */
  serveBuilt(): void;
  /** Serves another version, in which nothing of the search index is where it was. */
  serveChanged(): Promise<void>;
  /** Serves a version as a host does that has only some of its files so far. */
  serveTorn(): Promise<void>;
  /** Answers nothing more. */
  hang(): void;
  /** Answers as a proxy does whose server is down. */
  breakDown(): void;
  close(): Promise<void>;
}

/** Says on its front page that it is the changed version. */
export const CHANGED_TITLE = "The changed version";

/** Opens the host with the built site: on this machine by HTTP, or, as others do, by HTTPS. */
export async function openStaticSite(
  at: "localhost" | "elsewhere" = "localhost",
): Promise<StaticSite> {
  let answer: RequestListener = createStaticHost(DIST, BASE);
  const handle: RequestListener = (req, res) => answer(req, res);
  const { key, certificate: cert } = createCertificate();
  const server =
    at === "localhost"
      ? createServer(handle)
      : createHttpsServer({ key, cert }, handle);
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const { port } = server.address() as AddressInfo;
  const copies: string[] = [];
  const copy = async (): Promise<string> => {
    const dist = await changedSite();
    copies.push(dist);
    return dist;
  };
  return {
    root: `${at === "localhost" ? "http://localhost" : `https://${ELSEWHERE}`}:${port}${BASE}`,
    serveBuilt: () => void (answer = createStaticHost(DIST, BASE)),
    serveChanged: async () =>
      void (answer = createStaticHost(await copy(), BASE)),
    serveTorn: async () => {
      const dist = await copy();
      const page = "reference/glossary/index.html";
      await cp(join(DIST, page), join(dist, page));
      answer = createStaticHost(dist, BASE);
    },
    hang: () => void (answer = () => undefined),
    breakDown: () =>
      void (answer = (_req, res) => res.writeHead(503).end("Down for a while")),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      for (const dist of copies.splice(0)) await rm(dist, { recursive: true });
    },
  };
}

/** The built site as a change of its texts would leave it. */
async function changedSite(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), "roundtrip-changed-"));
  await cp(DIST, dist, { recursive: true });
  const front = await readFile(join(dist, "index.html"), "utf8");
  const [, index = ""] = /data-index="([^"]*)\/"/.exec(front) ?? [];
  const moved = `${index}0`;
  await rename(join(dist, index), join(dist, moved));
  for (const page of await pagesBelow(dist)) {
    const html = await readFile(page, "utf8");
    await writeFile(
      page,
      html
        .replaceAll(index, moved)
        .replace(/(<h1[^>]*>)[^<]*/, `$1${CHANGED_TITLE}`),
    );
  }
  await writeWorker(dist);
  return dist;
}
