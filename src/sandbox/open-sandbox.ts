import type { Backend } from "#lab/backends/backend.ts";
import { createSandboxBackend } from "./sandbox-backend.ts";
import { createSandbox } from "./sandbox.ts";

let opened: Promise<Backend> | undefined;

/**
 * The page's sandbox for programs of the reader's own, which is loaded when it is first asked for.
 * Rejects where its files cannot be had; asked again, it tries again. `root` is where the site begins.
 */
export function openSandbox(root: string): Promise<Backend> {
  opened ??= load(root).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function load(root: string): Promise<Backend> {
  const [{ inner, address }, { default: worker }] = await Promise.all([
    import("virtual:sandbox-documents"),
    import("virtual:sandbox-worker"),
  ]);
  return createSandboxBackend(
    createSandbox({ address: new URL(address, root).href, inner, worker }),
  );
}
