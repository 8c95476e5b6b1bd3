import type { Backend } from "./backend.ts";
import { readHostAddress } from "./host-address.ts";
import { createHostBackend } from "./host-backend.ts";
import { ABSENT, askNode, type NodeAnswer } from "./node-health.ts";

/** The bundled Node server whose site begins at the address `root`. */
export function createNodeBackend(root: string): Backend {
  const at = readHostAddress(root);
  let answer: NodeAnswer | undefined;
  return createHostBackend({
    language: "node",
    at,
    absent: ABSENT,
    available: async () => (answer = await askNode(at)),
    webTransport: () => (answer?.ok ? answer.webTransport : undefined),
  });
}
