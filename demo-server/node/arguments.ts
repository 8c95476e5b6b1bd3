import { parseArgs } from "node:util";

/** Where a server listens. */
export interface Arguments {
  port: number;
  host: string;
  /** The folder of the host that the site stands in; begins and ends with a slash. */
  base: string;
}

/** What starts a server, and what it may be told. */
export interface Command {
  name: string;
  /** Whether the site may be put in a folder. */
  takesBase: boolean;
}

/** Reads the command line; throws an error that says in a sentence what is wrong with it. */
export function readArguments(
  given: readonly string[],
  command: Command,
): Arguments {
  const { port, host, base } = parse(given, command);
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
  };
}

function parse(
  given: readonly string[],
  { takesBase }: Command,
): { port: string; host: string; base: string } {
  const options = {
    port: { type: "string", default: "3000" },
    host: { type: "string", default: "localhost" },
  } as const;
  const base = { type: "string", default: "/" } as const;
  try {
    if (takesBase)
      return parseArgs({ args: [...given], options: { ...options, base } })
        .values;
    const { values } = parseArgs({ args: [...given], options });
    return { ...values, base: base.default };
  } catch (error) {
    const why =
      error instanceof Error
        ? (error.message.split(". ")[0] ?? "")
        : String(error);
    throw new Error(
      `${why}. The server takes ${takesBase ? "--port <number>, --host <name> and --base <folder>" : "--port <number> and --host <name>"}.`,
    );
  }
}
