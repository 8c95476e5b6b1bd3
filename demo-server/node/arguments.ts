import { parseArgs } from "node:util";

/** Where the server listens. */
export interface Arguments {
  port: number;
  host: string;
}

/** Reads the command line; throws an error that says in a sentence what is wrong with it. */
export function readArguments(given: readonly string[]): Arguments {
  const { port, host } = parse(given);
  const number = Number(port);
  if (!/^\d+$/.test(port) || number > 65_535) {
    throw new Error(
      `"${port}" is not a port. Choose a number from 0 to 65535: npm start -- --port 3001`,
    );
  }
  if (host === "")
    throw new Error(
      "--host needs a name or an address: npm start -- --host 0.0.0.0",
    );
  return { port: number, host };
}

function parse(given: readonly string[]): { port: string; host: string } {
  const options = {
    port: { type: "string", default: "3000" },
    host: { type: "string", default: "localhost" },
  } as const;
  try {
    return parseArgs({ args: [...given], options }).values;
  } catch (error) {
    const why =
      error instanceof Error
        ? (error.message.split(". ")[0] ?? "")
        : String(error);
    throw new Error(
      `${why}. The server takes --port <number> and --host <name>.`,
    );
  }
}
