import type { Backend } from "./backend.ts";
import { createHostBackend } from "./host-backend.ts";
import { isServerThere } from "./node-presence.ts";

const ABSENT = "No server answers here";

/** The bundled Node server at `origin` (the page's own by default). */
export const createNodeBackend = (origin: string = location.origin): Backend =>
  createHostBackend({
    id: "node",
    label: "Node",
    origin,
    absent: ABSENT,
    available: async () =>
      (await isServerThere(origin)) ? { ok: true } : { ok: false, why: ABSENT },
  });
