import type { Backend } from "./backend.ts";
import { createHostBackend } from "./host-backend.ts";
import { findServerAt, type FoundHost } from "./node-health.ts";

const ABSENT = "No server answers here";

/** The bundled Node server at `origin` (the page's own by default). */
export function createNodeBackend(origin: string = location.origin): Backend {
  let found: FoundHost | undefined;
  return createHostBackend({
    language: "node",
    origin,
    absent: ABSENT,
    async available() {
      found = await findServerAt(origin);
      return found ? { ok: true } : { ok: false, why: ABSENT };
    },
    webTransport: () => found?.webTransport,
  });
}
