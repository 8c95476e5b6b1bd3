import { openClientSandbox } from "#sandbox/open-sandbox.ts";
import type { ToFrame } from "#sandbox/clients/messages.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { siteRoot } from "../page/site-root.ts";

let isWanted = false;
const listeners = new Set<() => void>();
/** The sandbox of the frame that is there, or of the one that will be. */
let sandbox = Promise.withResolvers<Sandbox<ToFrame>>();

/** Whether the page is to have a frame for screens that the reader writes: not before it needs one. */
export const isFrameWanted = (): boolean => isWanted;

/** Told when it is. Returns what ends it. */
export function onFrameWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What runs the reader's clients; the frame for their screens is made when this is first asked for. */
export function clientSandbox(): Promise<Sandbox<ToFrame>> {
  isWanted = true;
  for (const listener of listeners) listener();
  return sandbox.promise;
}

/** Says that the page has such a frame, in its place. Returns what says that it has gone. */
export function offerFrame(frame: HTMLIFrameElement): () => void {
  openClientSandbox(frame, siteRoot()).then(
    sandbox.resolve,
    (error: unknown) => {
      sandbox.reject(error);
      // Asked again, it tries again.
      sandbox = Promise.withResolvers();
    },
  );
  return () => (sandbox = Promise.withResolvers());
}
