import { Window } from "happy-dom";
import { serveClients } from "#sandbox/clients/serve-clients.ts";
import type { ToFrame } from "#sandbox/clients/messages.ts";
import type { SandboxPort } from "#sandbox/sandbox.ts";
import { evaluateInNode } from "#server/node/programs/evaluate.ts";

/** React asks what event it draws for. */
let windowOfReact: Window | undefined;

/**
 * What runs in the frame of the reader's clients, in this process: on a document that no browser
 * draws. What only a browser has, the frame and its policy, is not in it.
 */
export function clientsInProcess(): SandboxPort<ToFrame> & {
  readonly document: Document;
} {
  const window = new Window();
  windowOfReact ??= window;
  Reflect.set(globalThis, "window", windowOfReact);
  const document = window.document as unknown as Document;
  const { port1, port2 } = new MessageChannel();
  const port: SandboxPort<ToFrame> = {
    onerror: null,
    set onmessage(listener: SandboxPort<ToFrame>["onmessage"]) {
      port1.onmessage = listener;
    },
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    terminate() {
      port1.close();
      port2.close();
      void window.happyDOM.abort();
    },
  };
  serveClients(port2, { evaluate: evaluateInNode, document });
  return Object.assign(port, { document });
}
