import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { networkInterfaces } from "node:os";
import { fileURLToPath } from "node:url";
import { readArguments, type Arguments } from "./arguments.ts";
import { createHost } from "./host.ts";

const folder = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

try {
  main(readArguments(process.argv.slice(2)));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function main({ port, host: name }: Arguments): void {
  const dist = folder("dist");
  const built = existsSync(dist);
  if (!built) {
    console.error(
      "The site is not built, so only the labs answer. Build it with: npm run build",
    );
  }
  const host = createHost({
    ...(built && { dist }),
    lessonsDir: folder("src/content/docs/lessons"),
  });
  const server = createServer();
  host.attach(server);

  server.once("error", (error: NodeJS.ErrnoException) =>
    fail(listenError(error, port, name)),
  );
  server.listen(port, name, () => {
    const address = server.address();
    const real = typeof address === "object" && address ? address.port : port;
    for (const url of urls(name, real)) console.log(`Roundtrip is at ${url}`);
  });

  // A program's own timer or promise may throw past every handler; its lab is told, the host goes on.
  const stray = (error: unknown): void => {
    if (!host.reportStray(error)) console.error(error);
  };
  process.on("uncaughtException", stray);
  process.on("unhandledRejection", stray);

  const stop = (): void => {
    void host.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function listenError(
  error: NodeJS.ErrnoException,
  port: number,
  name: string,
): string {
  if (error.code === "EADDRINUSE") {
    const other = port < 65_535 ? port + 1 : 3_000;
    return `Port ${port} is taken. Stop the other program or choose another port: npm start -- --port ${other}`;
  }
  if (error.code === "EACCES") {
    return `Port ${port} needs more rights than this program has. Choose one above 1023: npm start -- --port 3000`;
  }
  if (error.code === "ENOTFOUND" || error.code === "EADDRNOTAVAIL") {
    return `This machine has no address "${name}". Leave --host out or use 0.0.0.0 for every address.`;
  }
  return `The server cannot listen on port ${port}: ${error.message}`;
}

/** Where a browser finds the server; on every address, those of the local network too. */
function urls(name: string, port: number): string[] {
  if (name !== "0.0.0.0" && name !== "::")
    return [`http://${name.includes(":") ? `[${name}]` : name}:${port}`];
  const addresses = Object.values(networkInterfaces()).flatMap(
    (one) => one ?? [],
  );
  const local = addresses.filter(
    ({ family, internal }) => family === "IPv4" && !internal,
  );
  return ["localhost", ...local.map(({ address }) => address)].map(
    (host) => `http://${host}:${port}`,
  );
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
