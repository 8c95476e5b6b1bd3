import type { Backend, BackendId } from "../../lab/backends/backend.ts";

/** A server that a reader can choose. */
export interface BackendChoice {
  readonly id: BackendId;
  /** Its name, as the choice shows it. */
  readonly label: string;
  readonly load: () => Promise<Backend>;
}

const NODE: BackendChoice = {
  id: "node",
  label: "Node",
  load: async () =>
    (await import("../../lab/backends/node.ts")).createNodeBackend(),
};

/** The servers there are, in the order in which they are offered. */
export const BACKENDS: readonly BackendChoice[] = [NODE];

/** Where a lab runs that nobody has chosen a server for. */
export const DEFAULT_BACKEND = NODE;
