import type { ServerOptions } from "socket.io";
import reasons from "#contract/options.json" with { type: "json" };
import { fill, sentence, type Values } from "#contract/sentences.ts";

/** What the place where a lab runs decides of its server. */
export interface LabServerSetting {
  maxPayloadBytes: number;
  /** The place can serve WebTransport, beside long polling and WebSocket. */
  webTransport?: boolean;
  /** Takes WebSockets, in the place of the `ws` package's. */
  wsEngine?: new (options: never) => unknown;
}

type Options = Partial<ServerOptions>;
/** An option that may have no effect. */
export type LabOption = keyof typeof reasons;

/** Options of a program that are honoured as they are. */
const HONOURED = [
  "adapter",
  "pingInterval",
  "pingTimeout",
  "upgradeTimeout",
  "connectTimeout",
  "allowUpgrades",
  "allowRequest",
  "connectionStateRecovery",
  "cleanupEmptyChildNamespaces",
] as const satisfies readonly (keyof Options)[];

/** Says why an option has no effect in a lab. */
export const noEffect = (option: LabOption, values?: Values): string =>
  sentence("noEffect", { option, why: fill(reasons[option], values) });

/** Whether what stands in the place of a server's port are its options. */
export function isOptions(port: unknown): port is Options {
  return typeof port === "object" && port !== null && !("listen" in port);
}

/**
 * The options that a lab's server is made with, of those that its program gives, and a sentence for
 * each that has no effect. One that Socket.IO does not know has none anywhere.
 */
export function labOptions(
  program: Options,
  { maxPayloadBytes, webTransport, wsEngine }: LabServerSetting,
): { options: Options; ineffective: string[] } {
  const options: Options = {};
  for (const name of HONOURED) {
    if (program[name] !== undefined)
      Object.assign(options, { [name]: program[name] });
  }
  const transports = program.transports?.filter(
    (one) =>
      one === "polling" || one === "websocket" || (webTransport ?? false),
  );
  if (transports && transports.length > 0) options.transports = transports;
  options.maxHttpBufferSize = Math.min(
    program.maxHttpBufferSize ?? maxPayloadBytes,
    maxPayloadBytes,
  );
  if (wsEngine) Object.assign(options, { wsEngine });
  options.serveClient = false;
  // Four times the work and memory of a connection for nothing that a lesson shows.
  options.perMessageDeflate = false;
  options.httpCompression = false;

  /** Whether a lab does otherwise; what is off needs no effect. */
  const isIgnored = (name: string): name is LabOption => {
    if (!Object.hasOwn(reasons, name)) return false;
    if (name === "transports") return transports?.length === 0;
    if (name === "maxHttpBufferSize")
      return Number(program[name]) > maxPayloadBytes;
    return Boolean(Reflect.get(program, name));
  };
  const ineffective = Object.keys(program)
    .filter(isIgnored)
    .map((name) => noEffect(name, { most: maxPayloadBytes }));
  return { options, ineffective };
}
