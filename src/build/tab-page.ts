import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { lessonPrograms } from "./lesson-programs.ts";
import { tabServer } from "./tab-server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A built page: the folder of its files, as a site, and the page's path in it. */
export interface BuiltPage extends Disposable {
  readonly dist: string;
  readonly path: string;
}

/** Builds one page that opens labs in the tab, as the site is built; for tests and measures. */
export async function buildTabPage(html: string): Promise<BuiltPage> {
  const dist = mkdtempSync(join(tmpdir(), "roundtrip-page-"));
  await build({
    configFile: false,
    root,
    logLevel: "error",
    plugins: [lessonPrograms(), tabServer()],
    build: {
      outDir: dist,
      assetsDir: "_astro",
      emptyOutDir: false,
      // The site's policy allows the site's own scripts, and none that stand in a page.
      assetsInlineLimit: 0,
      rolldownOptions: { input: html },
    },
  });
  return {
    dist,
    path: `/${relative(root, html).split(sep).join("/")}`,
    [Symbol.dispose]: () => rmSync(dist, { recursive: true, force: true }),
  };
}
