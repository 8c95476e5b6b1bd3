import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import lock from "virtual:pyodide-lock";
import type { PythonParts } from "#contract/python.ts";
import type { Bridge } from "./bridge.ts";
import type { PythonHost } from "./network.ts";

/** An address that nobody has: all that Python needs is handed to it. */
const NOWHERE = "https://pyodide.invalid/";
/** Where `packages.zip` is unpacked: the folders in it are those of the project. */
const FOLDER = "/roundtrip";

/** A Python that runs. */
export interface Python {
  readonly host: PythonHost;
  /** What its memory takes, in bytes. */
  bytes(): number;
}

/** Starts Python with its parts, and gives the host that it has. Rejects where it can't run here. */
export async function startPython(
  { wasm, stdlib, packages }: PythonParts,
  bridge: Bridge,
): Promise<Python> {
  const python = await handedOver(wasm, stdlib, () =>
    loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      lockFileContents: lock,
      createPyodideModule: createPyodideModule as never,
      // A terminal that nobody sees.
      stdout: () => undefined,
      stderr: () => undefined,
    }),
  );
  python.setStdin({ stdin: () => undefined, isatty: true });
  python.unpackArchive(packages, "zip", { extractDir: FOLDER });
  python.registerJsModule("bridge", bridge);
  python.runPython(
    `import sys; sys.path[:0] = ["${FOLDER}/packages", "${FOLDER}/demo-server/flask"]`,
  );
  const { host } = python.pyimport("roundtrip_flask.tab.start") as {
    host: PythonHost;
  };
  // What is there now stays for ever: later collections need not look at it.
  python.runPython("import gc; gc.collect(); gc.freeze()");
  const { _module } = python as unknown as {
    readonly _module: { readonly HEAP8: Int8Array };
  };
  return { host, bytes: () => _module.HEAP8.length };
}

/** Pyodide asks for two files by `fetch`, and compiles the first as it comes: both are handed to it. */
async function handedOver(
  wasm: ArrayBuffer,
  stdlib: ArrayBuffer,
  load: () => Promise<PyodideAPI>,
): Promise<PyodideAPI> {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = (asked) => {
    const { url } = asked instanceof Request ? asked : new Request(asked);
    return Promise.resolve(
      new Response(url.endsWith(".zip") ? stdlib : undefined),
    );
  };
  WebAssembly.instantiateStreaming = (_response, imports) =>
    WebAssembly.instantiate(wasm, imports);
  try {
    return await load();
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
