import type { Port } from "#contract/network.ts";
import { evaluateInTab } from "#server/tab/evaluate.ts";
import type { FromFrame, ToFrame } from "./messages.ts";
import { serveClients } from "./serve-clients.ts";

/**
 * The frame of the reader's clients: what `boot.ts` starts there, with the page's port. Bundled as
 * one module.
 */
export function serve(port: Port<FromFrame, ToFrame>): void {
  const { failed } = serveClients(port, { evaluate: evaluateInTab, document });
  addEventListener("error", (event) => {
    event.preventDefault();
    failed(event.error ?? event.message);
  });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    failed(event.reason);
  });
  // In a `srcdoc` document "#x" is an address of the page above, and a form would go to it.
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href]"))
      event.preventDefault();
  });
  addEventListener("submit", (event) => event.preventDefault());
}
