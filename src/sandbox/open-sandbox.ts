import type { ToTab } from "#contract/tab.ts";
import type { Backend } from "#lab/backends/backend.ts";
import type { ToFrame } from "./clients/messages.ts";
import { createSandboxBackend } from "./sandbox-backend.ts";
import { createSandbox, openOuter, outerIn, type Sandbox } from "./sandbox.ts";

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
  const outer = openOuter(new URL(address, root).href);
  return createSandboxBackend(
    createSandbox<ToTab>({ outer, inner, starts: { worker } }),
  );
}

/**
 * Sandboxes for clients of the reader's own, whose screens are seen in `frame`: an element for the
 * document around them, which must not move in the page. Rejects where their files cannot be had.
 */
export async function openClientSandbox(
  frame: HTMLIFrameElement,
  root: string,
): Promise<Sandbox<ToFrame>> {
  const [{ inner, address }, { default: text }] = await Promise.all([
    import("virtual:sandbox-documents"),
    import("virtual:sandbox-frame"),
  ]);
  const outer = outerIn(frame);
  frame.src = new URL(address, root).href;
  await outer;
  return createSandbox<ToFrame>({ outer, inner, starts: { frame: text } });
}
