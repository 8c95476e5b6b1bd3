/** Pyodide's own description of itself, without any package: nothing may be loaded by its name. */
declare module "virtual:pyodide-lock" {
  const lock: import("pyodide").Lockfile;
  export default lock;
}

/** The module that Emscripten made, with `src/build/python/mend-collector.ts` applied by the build. */
declare module "pyodide/pyodide.asm.mjs" {
  const create: (settings: unknown) => Promise<unknown>;
  export default create;
}
