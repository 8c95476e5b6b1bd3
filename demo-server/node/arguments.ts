import { parseArgs } from "node:util";

/** Where a server listens. */
export interface Arguments {
  port: number;
  host: string;
  /** The folder of the host that the site stands in; begins and ends with a slash. */
  base: string;
  /** Whether Flask is served too; "install" makes it ready first. */
  flask: "no" | "as-installed" | "install";
}

/** What starts a server, and what it may be told. */
export interface Command {
  name: string;
  /** Whether the site may be put in a folder. */
  takesBase: boolean;
  /** Whether it serves Flask, unless it is told not to. */
  takesFlask: boolean;
}

/** Reads the command line; throws an error that says in a sentence what is wrong with it. */
export function readArguments(
  given: readonly string[],
  command: Command,
): Arguments {
  const { port, host, base, flask } = parse(given, command);
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
  return {
    port: number,
    host,
    base: `/${base}/`.replace(/\/{2,}/g, "/"),
    flask,
  };
}

const OPTIONS = {
  port: { type: "string", default: "3000" },
  host: { type: "string", default: "localhost" },
} as const;
const BASE = { base: { type: "string", default: "/" } } as const;
const FLASK = {
  "no-flask": { type: "boolean" },
  // For scripts/start.mjs: nobody else need know of it.
  "install-flask": { type: "boolean" },
} as const;

function parse(
  given: readonly string[],
  { takesBase, takesFlask }: Command,
): Pick<Arguments, "host" | "base" | "flask"> & { port: string } {
  const options = {
    ...OPTIONS,
    ...(takesBase && BASE),
    ...(takesFlask && FLASK),
  };
  try {
    const { values } = parseArgs({ args: [...given], options });
    const { port, host } = values;
    // Options that not every command takes are not known to be texts.
    const base = typeof values.base === "string" ? values.base : "/";
    const install = values["install-flask"] ? "install" : "as-installed";
    const flask = values["no-flask"] || !takesFlask ? "no" : install;
    return { port, host, base, flask };
  } catch (error) {
    const why =
      error instanceof Error
        ? (error.message.split(". ")[0] ?? "")
        : String(error);
    const known = [
      "--port <number>",
      "--host <name>",
      ...(takesBase ? ["--base <folder>"] : []),
      ...(takesFlask ? ["--no-flask"] : []),
    ];
    throw new Error(
      `${why}. The server takes ${known.slice(0, -1).join(", ")} and ${known.at(-1) ?? ""}.`,
    );
  }
}
