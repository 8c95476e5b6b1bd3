import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { readArguments, type Arguments, type Command } from "./arguments.ts";
import { createFlask, type Flask } from "./flask/flask.ts";
import { findFlask, installFlask } from "./flask/prepare.ts";
import { createHost } from "./host.ts";
import { listenError, urls } from "./listen.ts";

const COMMAND: Command = {
  name: "npm start",
  takesBase: false,
  takesFlask: true,
};

const folder = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));
const lessonsDir = folder("src/content/docs/lessons");

try {
  main(readArguments(process.argv.slice(2), COMMAND));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function main({ port, host: name, flask: wish }: Arguments): void {
  const dist = folder("dist");
  const built = existsSync(dist);
  if (!built) {
    console.error(
      "The site is not built, so only the labs answer. Build it with: npm run build",
    );
  }
  const flask = wish === "no" ? undefined : openFlask(wish);
  const host = createHost({
    ...(built && { dist }),
    ...(flask && { flask }),
    lessonsDir,
  });
  const server = createServer();
  host.attach(server);

  server.once("error", (error: NodeJS.ErrnoException) =>
    fail(listenError(error, port, name, COMMAND.name)),
  );
  server.listen(port, name, () => {
    const address = server.address();
    const real = typeof address === "object" && address ? address.port : port;
    for (const url of urls(name, real)) console.log(`Roundtrip is at ${url}`);
    flask?.start();
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

/** Flask, which says on the console where it has trouble. */
function openFlask(wish: "as-installed" | "install"): Flask {
  const prepare = wish === "install" ? installFlask : findFlask;
  let wasOff = false;
  return createFlask({
    prepare: prepare({ lessonsDir }),
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
