import type { Backend } from "./backend.ts";
import { createHostBackend } from "./host-backend.ts";
import { findServerAt, type Presence } from "./node-presence.ts";

const ABSENT = "No server answers here";

/** The bundled Node server at `origin` (the page's own by default). */
export function createNodeBackend(origin: string = location.origin): Backend {
  let presence: Presence | undefined;
  return createHostBackend({
    language: "node",
    origin,
    absent: ABSENT,
    async available() {
      presence = await findServerAt(origin);
      return presence ? { ok: true } : { ok: false, why: ABSENT };
    },
    webTransport: () => presence?.webTransport,
  });
}
