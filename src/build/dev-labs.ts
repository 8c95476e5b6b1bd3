import type { IncomingMessage } from "node:http";
import { relative, sep } from "node:path";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { lessonIn } from "#contract/lesson-folder.ts";
import type { Flask } from "#server/node/flask/flask.ts";
import type { Host } from "#server/node/host.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lessonsDir = fileURLToPath(
  new URL("../content/docs/lessons", import.meta.url),
);

interface Started {
  readonly host: Host;
  readonly flask: Flask;
}

/**
 * Runs the demo server inside the development server, on its port. A change of a lesson's program
 * starts that lesson's labs anew, or all of Flask's; a change of the demo server itself starts all
 * of it anew.
 */
export function devLabs(): Plugin {
  return {
    name: "roundtrip:dev-labs",
    apply: "serve",
    config: () => ({
      // What Python puts there is thousands of files, and not ours.
      server: { watch: { ignored: ["**/.venv/**", "**/__pycache__/**"] } },
    }),
    async configureServer(server) {
      const { httpServer } = server;
      // Without a server of its own (a build's preview, a test) there is nothing to attach to.
      if (!httpServer) return;

      const load = <T>(file: string): Promise<T> =>
        server.ssrLoadModule(`${root}demo-server/node/${file}`) as Promise<T>;
      const start = async (): Promise<Started> => {
        const { createHost } =
          await load<typeof import("#server/node/host.ts")>("host.ts");
        const { createFlask } =
          await load<typeof import("#server/node/flask/flask.ts")>(
            "flask/flask.ts",
          );
        const { installFlask } =
          await load<typeof import("#server/node/flask/prepare.ts")>(
            "flask/prepare.ts",
          );
        const { chatFile } =
          await load<typeof import("#server/node/data-folder.ts")>(
            "data-folder.ts",
          );
        const { logger } = server.config;
        const flask = createFlask({
          prepare: installFlask({
            lessonsDirs: [lessonsDir],
            chatFile: chatFile(),
          }),
          onState(state) {
            if (state.is === "off") logger.warn(`${state.why}.`);
          },
          log: (line) => logger.warn(`Flask: ${line}`),
        });
        flask.start();
        const host = createHost({ lessonsDir, flask, chatFile: chatFile() });
        return { host, flask };
      };
      let { host, flask } = await start();

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
        const [name, ...folder] = relative(lessonsDir, file)
          .split(sep)
          .reverse();
        const lesson = lessonIn(folder.reverse().join("/"));
        if (lesson && name === "server.js") void host.reload(lesson);
        if (lesson && name === "app.py") void flask.restart();
        if (!relative(`${root}demo-server`, file).startsWith("..")) {
          void host.close().then(async () => {
            ({ host, flask } = await start());
          });
        }
      });
      // Astro keeps the server running after one, and knows nothing of labs.
      const stray = (error: unknown): void =>
        void host.reportStray(error, "unhandledRejection");
      process.on("unhandledRejection", stray);
      httpServer.on("close", () => {
        process.off("unhandledRejection", stray);
        void host.close();
      });
    },
  };
}
