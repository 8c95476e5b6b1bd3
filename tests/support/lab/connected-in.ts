import type { LabDefinition } from "#lab/lesson.ts";

/** A client that connects, and the transport that it ends on. */
export interface ConnectedClient {
  readonly name: string;
  readonly by: string;
}

/** The clients that connect by themselves. */
export const connectedIn = ({
  clients,
  offline = [],
  options = {},
}: LabDefinition): ConnectedClient[] =>
  clients
    .filter((name) => !offline.includes(name))
    .map((name) => ({
      name,
      by: String(options[name]?.transports?.at(-1) ?? "websocket"),
    }));
