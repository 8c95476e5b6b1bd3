import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";

/** A port that is free for TCP at a host, or at every address. Rejects where there is no such host. */
export async function freePort(host?: string): Promise<number> {
  const probe = createServer().listen(0, host);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Why a server cannot listen, in a sentence that says what to do; `command` is what it was started by. */
export function listenError(
  error: NodeJS.ErrnoException,
  port: number,
  name: string,
  command: string,
): string {
  if (error.code === "EADDRINUSE") {
    const other = port < 65_535 ? port + 1 : 4_242;
    return `Port ${port} is taken. Stop the other program or choose another port: ${command} -- --port ${other}`;
  }
  if (error.code === "EACCES") {
    return `Port ${port} needs more rights than this program has. Choose one above 1023: ${command} -- --port 4242`;
  }
  if (error.code === "ENOTFOUND" || error.code === "EADDRNOTAVAIL") {
    return `This machine has no address "${name}". Leave --host out or use 0.0.0.0 for every address.`;
  }
  return `The server cannot listen on port ${port}: ${error.message}`;
}

/** Where a browser finds the server; on every address, those of the local network too. */
export function urls(name: string, port: number): string[] {
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
