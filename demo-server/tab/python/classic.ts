/**
 * Pyodide refuses to run where `importScripts` works. In a sandbox's worker, which is a classic one,
 * it could load nothing anyway. This module works at import time, since Pyodide looks as it is
 * evaluated: it is imported first.
 */
Reflect.set(globalThis, "importScripts", undefined);
