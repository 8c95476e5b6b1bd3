import { parseArgs } from "node:util";
import {
  readPublicAddress,
  type PublicAddress,
} from "./visitors/public-address.ts";

/** Where a server listens. */
export interface Arguments {
  port: number;
  host: string;
  /** The folder of the host that the site stands in; begins and ends with a slash. */
  base: string;
  /** Whether WebTransport is served too. */
  webTransport: boolean;
  /** Origins of the sites that may show pages in a frame. */
  embedFrom: readonly string[];
  /** Where readers reach it, where that is another address than it listens at. */
  publicAddress: PublicAddress | undefined;
  /** Whether every request comes through a proxy that says in X-Forwarded-For who sent it. */
  behindProxy: boolean;
  /** Whether Flask is served too; "install" makes it ready first. */
  flask: "no" | "as-installed" | "install";
}

const OPTIONS = {
  // Not 3000, which the lessons' samples use: a reader may run one beside the site.
  port: { type: "string", default: "4242" },
  host: { type: "string", default: "localhost" },
} as const;

/** What only some commands take, and how they say so. */
const MORE = {
  base: "--base <folder>",
  webtransport: "--webtransport",
  "embed-from": "--embed-from <origin>",
  "public-url": "--public-url <address>",
  "behind-proxy": "--behind-proxy",
  "no-flask": "--no-flask",
} as const;

/** What starts a server, and what it may be told besides a port and a host. */
export interface Command {
  name: string;
  takes: readonly (keyof typeof MORE)[];
}

/** Reads the command line; throws an error that says in a sentence what is wrong with it. */
export function readArguments(
  given: readonly string[],
  command: Command,
): Arguments {
  const { port, host, base, publicUrl, ...rest } = parse(given, command);
  const number = Number(port);
  if (!/^\d+$/.test(port) || number > 65_535) {
    throw new Error(
      `"${port}" is not a port. Choose a number from 0 to 65535: ${command.name} -- --port 3001`,
    );
  }
  if (host === "")
    throw new Error(
      `--host needs a name or an address: ${command.name} -- --host 0.0.0.0`,
    );
  if (!/^[\w./-]*$/.test(base) || /\/\/|(^|\/)\.\.?(\/|$)/.test(base))
    throw new Error(
      `"${base}" is not a folder of a host. Choose one like this: ${command.name} -- --base /some/path/`,
    );
  for (const origin of rest.embedFrom)
    if (!isOrigin(origin))
      throw new Error(
        `"${origin}" is not the origin of a site. Give its scheme and host, as in: ${command.name} -- --embed-from https://lms.example`,
      );
  const publicAddress =
    publicUrl === undefined ? undefined : readPublicAddress(publicUrl);
  if (publicUrl !== undefined && !publicAddress)
    throw new Error(
      `"${publicUrl}" is not the address of a site. Give the one that readers open, as in: ${command.name} -- --public-url https://example.org/course/`,
    );
  return {
    port: number,
    host,
    base: `/${base}/`.replace(/\/{2,}/g, "/"),
    publicAddress,
    ...rest,
  };
}

/** Whether it is what a browser calls an origin, such as https://lms.example:8443. */
function isOrigin(text: string): boolean {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

function parse(given: readonly string[], { takes }: Command) {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        ...OPTIONS,
        base: { type: "string" },
        webtransport: { type: "boolean" },
        "embed-from": { type: "string", multiple: true },
        "public-url": { type: "string" },
        "behind-proxy": { type: "boolean" },
        "no-flask": { type: "boolean" },
        // For scripts/start.mjs: nobody else need know of it.
        "install-flask": { type: "boolean" },
      },
    });
    for (const name of Object.keys(MORE) as (keyof typeof MORE)[])
      if (values[name] !== undefined && !takes.includes(name))
        throw new Error(`Unknown option '--${name}'`);
    const { port, host, base = "/", webtransport = false } = values;
    const install = values["install-flask"] ? "install" : "as-installed";
    const isOn = takes.includes("no-flask") && !values["no-flask"];
    const flask: Arguments["flask"] = isOn ? install : "no";
    const {
      "embed-from": embedFrom = [],
      "public-url": publicUrl,
      "behind-proxy": behindProxy = false,
    } = values;
    return {
      port,
      host,
      base,
      webTransport: webtransport,
      embedFrom,
      publicUrl,
      behindProxy,
      flask,
    };
  } catch (error) {
    const why =
      error instanceof Error
        ? (error.message.split(". ")[0] ?? "")
        : String(error);
    const known = [
      "--port <number>",
      "--host <name>",
      ...takes.map((name) => MORE[name]),
    ];
    throw new Error(
      `${why}. The server takes ${known.slice(0, -1).join(", ")} and ${known.at(-1) ?? ""}.`,
    );
  }
}
