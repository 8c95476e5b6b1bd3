import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { startProcess } from "#server/node/flask/flask-process.ts";
import { findFlask } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";

/** A host that serves the lessons of the suites. */
interface StartedHost extends AsyncDisposable {
  readonly origin: string;
}

const lessonsDir = fileURLToPath(new URL("lessons", import.meta.url));

const HOSTS: Record<string, () => Promise<StartedHost>> = {
  async node() {
    const host = createHost({ lessonsDir });
    const server = createServer();
    host.attach(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    return {
      origin: `http://127.0.0.1:${port}`,
      [Symbol.asyncDispose]: () => host.close(),
    };
  },
  async flask() {
    const prepare = findFlask({ lessonsDirs: [lessonsDir] });
    const prepared = await prepare(
      () => undefined,
      new AbortController().signal,
    );
    if ("why" in prepared) throw new Error(prepared.why);
    const child = startProcess(prepared.command, console.error);
    const port = await child.listening;
    if (port === undefined) throw new Error(await child.ended);
    return {
      origin: `http://127.0.0.1:${port}`,
      [Symbol.asyncDispose]: () => child.stop(),
    };
  },
};

/** Starts the host of that name, with nothing before it. */
export function startHost(name: string): Promise<StartedHost> {
  const start = HOSTS[name];
  if (start) return start();
  throw new Error(
    `There is no "${name}" to run the suites on. Choose one of: ${Object.keys(HOSTS).join(", ")}`,
  );
}
