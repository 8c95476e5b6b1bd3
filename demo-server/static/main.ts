import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import {
  readArguments,
  type Arguments,
  type Command,
} from "../node/arguments.ts";
import { listenError, urls } from "../node/listen.ts";
import { createStaticHost } from "./static-host.ts";

const COMMAND: Command = {
  name: "npm run preview:static",
  takes: ["base"],
};

try {
  main(readArguments(process.argv.slice(2), COMMAND));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function main({ port, host, base }: Arguments): void {
  const dist = fileURLToPath(new URL("../../dist", import.meta.url));
  if (!existsSync(dist))
    throw new Error("The site is not built. Build it with: npm run build");
  const server = createServer(createStaticHost(dist, base));
  server.once("error", (error: NodeJS.ErrnoException) =>
    fail(listenError(error, port, host, COMMAND.name)),
  );
  server.listen(port, host, () => {
    const address = server.address();
    const real = typeof address === "object" && address ? address.port : port;
    for (const url of urls(host, real))
      console.log(`The static site is at ${url}${base}`);
  });
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
