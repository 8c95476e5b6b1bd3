import { readFile, writeFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { filesBelow } from "../files.ts";
import { inlineScripts } from "./inline-scripts.ts";
import { atAnyAddress } from "./not-found-page.ts";
import { relativeToPage, styleUrls, wayToRoot } from "./page-urls.ts";

/** What Vite tells of the place where an address is written. */
interface BuiltUrl {
  hostType: string;
  ssr: boolean;
}

/**
 * Lets the built site stand in any folder of any host. Its scripts find each other by themselves;
 * this makes the addresses in its pages and style sheets relative.
 */
export function anyFolder(): AstroIntegration {
  return {
    name: "roundtrip:any-folder",
    hooks: {
      "astro:config:setup": ({ updateConfig, command }) => {
        if (command !== "build") return;
        updateConfig({
          vite: {
            experimental: {
              renderBuiltUrl: (_file: string, { hostType, ssr }: BuiltUrl) =>
                hostType === "js" && !ssr ? { relative: true } : undefined,
            },
          },
        });
      },
      "astro:build:done": async ({ dir }) => {
        const dist = fileURLToPath(dir);
        for (const path of await filesBelow(dist)) {
          const file = relative(dist, path).split(sep).join("/");
          const convert = file.endsWith(".html")
            ? page
            : file.endsWith(".css")
              ? styleSheet
              : undefined;
          if (!convert) continue;
          const text = await readFile(path, "utf8");
          await writeFile(path, convert(file, text));
        }
        const notFound = new URL("404.html", dir);
        await writeFile(
          notFound,
          await atAnyAddress(await readFile(notFound, "utf8"), (href) =>
            readFile(new URL(href, dir), "utf8"),
          ),
        );
      },
    },
  };
}

const styleSheet = (file: string, css: string): string =>
  styleUrls(css, wayToRoot(file));

function page(file: string, html: string): string {
  for (const script of inlineScripts(html)) {
    const [place] = /.{0,60}\bimport\.meta\.url/.exec(script) ?? [];
    if (place !== undefined)
      throw new Error(
        `${file} holds a script that finds a file from where it stands, and it does not stand ` +
          `where it was built for. Let it import() the part that names the file: ${place}`,
      );
  }
  return relativeToPage(html, wayToRoot(file));
}
