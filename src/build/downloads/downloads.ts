import { mkdir, writeFile } from "node:fs/promises";
import type { AstroIntegration } from "astro";
import { makeChatZips } from "./chat-zips.ts";

const FOLDER = "downloads/";

/** Gives the site what is taken away from it: `/downloads/roundtrip-chat-node.zip` and `…-flask.zip`. */
export function downloads(): AstroIntegration {
  return {
    name: "roundtrip:downloads",
    hooks: {
      // While one develops, they are made when asked for, of what is there then.
      "astro:server:setup": ({ server }) => {
        server.middlewares.use((req, res, next) => {
          const { pathname } = new URL(req.url ?? "/", "http://localhost");
          if (!pathname.startsWith(`/${FOLDER}`)) {
            next();
            return;
          }
          makeChatZips().then((zips) => {
            const zip = zips.get(pathname.slice(FOLDER.length + 1));
            if (!zip) next();
            else
              res
                .writeHead(200, { "Content-Type": "application/zip" })
                .end(zip);
          }, next);
        });
      },
      "astro:build:done": async ({ dir, logger }) => {
        const folder = new URL(FOLDER, dir);
        await mkdir(folder, { recursive: true });
        for (const [name, zip] of await makeChatZips()) {
          await writeFile(new URL(name, folder), zip);
          logger.info(`${FOLDER}${name}: ${Math.round(zip.length / 1000)} kB`);
        }
      },
    },
  };
}
