import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import { mendCollector } from "./mend-collector.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const WORKER = fileURLToPath(
  new URL("../../../demo-server/tab/python/worker.ts", import.meta.url),
);
const LOCK = "virtual:pyodide-lock";

/**
 * The worker that runs Python, with Pyodide in it, as one classic script; `mend` changes the text of
 * Pyodide's Emscripten module.
 */
export async function pythonWorkerText(mend = mendCollector): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: "error",
    plugins: [forWorker(mend)],
    define: {
      "process.env.NODE_ENV": JSON.stringify("production"),
      "import.meta.url": "location.href",
    },
    build: {
      write: false,
      minify: true,
      target: "es2023",
      rolldownOptions: {
        input: WORKER,
        external: [/^node:/, "ws"],
        output: { format: "iife", codeSplitting: false },
      },
    },
  });
  const [chunk] = "output" in result ? result.output : [];
  if (chunk?.type !== "chunk")
    throw new Error(`${WORKER} could not be bundled.`);
  return chunk.code.trim();
}

function forWorker(mend: (text: string) => string): Plugin {
  return {
    name: "roundtrip:python-worker",
    enforce: "pre",
    resolveId: (id) => (id === LOCK ? `\0${LOCK}` : undefined),
    async load(id) {
      if (id.endsWith("/pyodide/pyodide.asm.mjs"))
        return mend(await readFile(id, "utf8"));
      if (id !== `\0${LOCK}`) return undefined;
      const file = `${ROOT}/node_modules/pyodide/pyodide-lock.json`;
      const { info } = JSON.parse(await readFile(file, "utf8")) as {
        info: unknown;
      };
      return `export default ${JSON.stringify({ info, packages: {} })};`;
    },
  };
}
