import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { readArguments, type Arguments, type Command } from "./arguments.ts";
import { chatFile } from "./data-folder.ts";
import { createFlask, type Flask } from "./flask/flask.ts";
import { findFlask, installFlask } from "./flask/prepare.ts";
import { createHost, type Host } from "./host.ts";
import { freePort, listenError, urls } from "./listen.ts";
import { outliveTerminal } from "./outlive-terminal.ts";
import type { PublicAddress } from "./visitors/public-address.ts";
import { catchStrays } from "./programs/strays.ts";

const COMMAND: Command = {
  name: "npm start",
  takes: [
    "webtransport",
    "embed-from",
    "public-url",
    "behind-proxy",
    "no-flask",
  ],
};

const folder = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));
const lessonsDir = folder("src/content/docs/lessons");

outliveTerminal();
try {
  await main(readArguments(process.argv.slice(2), COMMAND));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function main({
  port,
  host: name,
  webTransport,
  embedFrom,
  publicAddress,
  behindProxy,
  flask: wish,
}: Arguments): Promise<void> {
  const dist = folder("dist");
  const built = existsSync(dist);
  if (!built) {
    console.error(
      "The site is not built, so only the labs answer. Build it with: npm run build",
    );
  }
  // Beside this machine's own: what whoever runs it says that it is known by.
  const knownNames = [
    name,
    ...(publicAddress ? [new URL(publicAddress.origin).hostname] : []),
  ];
  const flask =
    wish === "no" ? undefined : openFlask(wish, { publicAddress, knownNames });
  const host = createHost({
    ...(built && { dist }),
    ...(flask && { flask }),
    chatFile: chatFile(),
    embedFrom,
    ...(publicAddress && { publicAddress }),
    behindProxy,
    knownNames,
    lessonsDir,
  });
  const server = createServer();
  host.attach(server);
  // Before the first lab opens, since a lab learns only then whether there is WebTransport.
  const udp = webTransport ? await openUdp(host, name, port) : undefined;

  server.once("error", (error: NodeJS.ErrnoException) =>
    fail(listenError(error, port, name, COMMAND.name)),
  );
  server.listen(udp?.port ?? port, name, () => {
    const address = server.address();
    const real = typeof address === "object" && address ? address.port : port;
    for (const url of urls(name, real)) console.log(`Roundtrip is at ${url}`);
    if (publicAddress)
      console.log(`Readers open ${publicAddress.origin}${publicAddress.base}`);
    if (udp) console.log(`WebTransport is on UDP port ${udp.port}.`);
    flask?.start();
  });

  catchStrays(host, (error) => console.error(error));

  const stop = (): void => {
    void host
      .close()
      .then(() => udp?.close())
      .then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Serves WebTransport; where that cannot be, says why and goes on without. */
async function openUdp(host: Host, name: string, port: number) {
  try {
    // Nobody else needs to load any of it.
    const { serveWebTransport } =
      await import("./webtransport/serve-webtransport.ts");
    // UDP and TCP share a port. Any that is free for UDP may be another's for TCP.
    const shared = port === 0 ? await freePort(name) : port;
    return await serveWebTransport(host, { host: name, port: shared });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Flask, which says on the console where it has trouble. */
function openFlask(
  wish: "as-installed" | "install",
  known: {
    readonly publicAddress: PublicAddress | undefined;
    readonly knownNames: readonly string[];
  },
): Flask {
  const prepare = wish === "install" ? installFlask : findFlask;
  let wasOff = false;
  return createFlask({
    prepare: prepare({
      lessonsDirs: [lessonsDir],
      chatFile: chatFile(),
      ...(known.publicAddress && {
        allowedOrigins: [known.publicAddress.origin],
      }),
      knownNames: known.knownNames,
    }),
    onState(state) {
      if (state.is === "off") console.error(`${state.why}.`);
      else if (state.is === "running" && wasOff) console.log("Flask runs now.");
      if (state.is !== "starting") wasOff = state.is === "off";
    },
    log: (line) => console.error(`Flask: ${line}`),
  });
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
