import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const nodeFolder = fileURLToPath(
  new URL("../../demo-server/tab/node", import.meta.url),
);
const standIn = (name: string): string => join(nodeFolder, `${name}.ts`);
const ABSENT = standIn("absent");

/** Modules of Node and packages, by name, with what stands in for them in a tab. */
const STAND_INS: Readonly<Record<string, string>> = {
  crypto: standIn("crypto"),
  timers: standIn("timers-module"),
  accepts: ABSENT,
  cookie: ABSENT,
  cors: ABSENT,
  fs: ABSENT,
  http: ABSENT,
  path: ABSENT,
  stream: ABSENT,
  ws: ABSENT,
  zlib: ABSENT,
};

/** Parts of Socket.IO that a server in a tab never reaches. */
const UNREACHED =
  /\/(?:userver|uws|parser-v3\/index|polling-jsonp|cluster-adapter)(?:\.js)?$/;

/** Who is given them: the server's packages, and what else of a server runs in a tab. */
const SERVER =
  /\/(?:node_modules\/(?:socket\.io|socket\.io-adapter|engine\.io)|demo-server\/(?:chat|program|tab|tap)|examples\/chat\/server)\//;

/**
 * Lets Socket.IO's server, unmodified, be bundled for a worker: what it takes from Node is given
 * from `demo-server/tab/node`, and what it never reaches there is left out.
 */
export function tabServer(): Plugin {
  return {
    ...standIns(),
    config: () => ({
      worker: { format: "es", plugins: () => [standIns()] },
      // In development the worker's packages are prepared like the pages', before a page asks.
      optimizeDeps: {
        include: ["socket.io", "engine.io", "buffer/", "events/"],
        rolldownOptions: { plugins: [standIns()] },
      },
    }),
  };
}

/** The stand-ins, for a bundle of its own. */
export function standIns(): Plugin {
  return {
    name: "roundtrip:tab-server",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "client",
    async resolveId(source, importer) {
      if (!importer) return undefined;
      if (
        importer.includes("/engine.io-parser/build/cjs/") &&
        /\/(?:en|de)codePacket\.js$/.test(source)
      )
        return join(dirname(importer), basename(source));
      if (!SERVER.test(importer)) return undefined;
      const name = source.replace(/^node:/, "");
      if (name === "events")
        return this.resolve("events/", importer, { skipSelf: true });
      if (UNREACHED.test(source)) return ABSENT;
      return STAND_INS[name];
    },
  };
}
