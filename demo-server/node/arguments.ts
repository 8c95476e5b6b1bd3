import { parseArgs } from "node:util";

/** Where a server listens. */
export interface Arguments {
  port: number;
  host: string;
  /** The folder of the host that the site stands in; begins and ends with a slash. */
  base: string;
  /** Whether WebTransport is served too. */
  webTransport: boolean;
}

/** What starts a server, and what it may be told. */
export interface Command {
  name: string;
  /** Whether the site may be put in a folder. */
  takesBase: boolean;
  /** Whether it can serve WebTransport. */
  takesWebTransport: boolean;
}

/** Reads the command line; throws an error that says in a sentence what is wrong with it. */
export function readArguments(
  given: readonly string[],
  command: Command,
): Arguments {
  const { port, host, base, webTransport } = parse(given, command);
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
    webTransport,
  };
}

function parse(given: readonly string[], command: Command) {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        port: { type: "string", default: "3000" },
        host: { type: "string", default: "localhost" },
        base: { type: "string" },
        webtransport: { type: "boolean" },
      },
    });
    const { base, webtransport } = values;
    if (base !== undefined && !command.takesBase)
      throw new Error("Unknown option '--base'");
    if (webtransport !== undefined && !command.takesWebTransport)
      throw new Error("Unknown option '--webtransport'");
    return {
      ...values,
      base: base ?? "/",
      webTransport: webtransport ?? false,
    };
  } catch (error) {
    const why =
      error instanceof Error
        ? (error.message.split(". ")[0] ?? "")
        : String(error);
    throw new Error(`${why}. The server takes ${optionsOf(command)}.`);
  }
}

function optionsOf({ takesBase, takesWebTransport }: Command): string {
  const names = ["--port <number>", "--host <name>"];
  if (takesBase) names.push("--base <folder>");
  if (takesWebTransport) names.push("--webtransport");
  return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}
