import type { IncomingMessage } from "node:http";
import { relative, sep } from "node:path";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Host } from "../../demo-server/node/host.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lessonsDir = fileURLToPath(
  new URL("../content/docs/lessons", import.meta.url),
);

/**
 * Runs the demo server inside the development server, on its port. A change of a lesson's program
 * starts that lesson's labs anew; a change of the demo server itself starts all of it anew.
 */
export function devLabs(): Plugin {
  return {
    name: "roundtrip:dev-labs",
    apply: "serve",
    async configureServer(server) {
      const { httpServer } = server;
      // Without a server of its own (a build's preview, a test) there is nothing to attach to.
      if (!httpServer) return;

      const start = async (): Promise<Host> => {
        const module = (await server.ssrLoadModule(
          `${root}demo-server/node/host.ts`,
        )) as {
          createHost: typeof import("../../demo-server/node/host.ts").createHost;
        };
        return module.createHost({ lessonsDir });
      };
      let host = await start();

      server.middlewares.use((req, res, next) => {
        if (!host.handleRequest(req, res)) next();
      });
      httpServer.on(
        "upgrade",
        (req: IncomingMessage, socket: Duplex, head: Buffer) => {
          host.handleUpgrade(req, socket, head);
        },
      );
      server.watcher.add([`${root}demo-server`, lessonsDir]);
      server.watcher.on("change", (file) => {
        const [lesson, name] = relative(lessonsDir, file).split(sep);
        if (lesson && name === "server.js") void host.reload(lesson);
        if (!relative(`${root}demo-server`, file).startsWith("..")) {
          const old = host;
          void old.close().then(async () => {
            host = await start();
          });
        }
      });
      httpServer.on("close", () => void host.close());
    },
  };
}
