import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A sample of this lesson as a process of its own, for tests. */
export interface RunningSample extends AsyncDisposable {
  /** The first line that it prints from now on, or has printed since the last one asked for. */
  line(): Promise<string>;
  /** The port that stands in the place of 3000, once the sample listens there. */
  port(): Promise<number>;
}

const here = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** Runs `samples/<name>` unchanged; where it says port 3000, `port` stands in. */
export function runSample(name: string, port = 0): RunningSample {
  const child = fork(here(`samples/${name}`), {
    execArgv: ["--import", new URL("./port-map.mjs", import.meta.url).href],
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const listening = once(child, "message");
  const lines = linesOf(child.stdout);
  return {
    async line() {
      const next = await lines.next();
      if (next.done)
        throw new Error(`${name} ended before it printed another line.`);
      return next.value;
    },
    async port() {
      const [message] = (await listening) as [{ port: number }];
      return message.port;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

async function* linesOf(
  stream: AsyncIterable<Buffer> | null,
): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream ?? []) {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}
