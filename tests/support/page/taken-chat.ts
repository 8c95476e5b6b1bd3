import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdir,
  mkdtemp,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { findPython } from "#scripts/flask/python.mjs";

/** A chat that was unpacked in an empty folder, on a computer that has one language only. */
export interface TakenChat {
  readonly folder: string;
  /** Runs its one command, until it says where the chat is. */
  start(port: number): Promise<RunningChat>;
  /** Runs its one command, or another program in its place, to the end; gives what was said. */
  complain(env: Record<string, string>, program?: string[]): Promise<string>;
  remove(): Promise<void>;
}

export interface RunningChat {
  readonly url: string;
  /** What it has said so far. */
  said(): string;
  /** Ends it as Ctrl+C in its terminal does. */
  stop(): Promise<void>;
}

const WHERE = /http:\/\/localhost:\d+/;

/** The Python that makes the environment, itself and not what finds it; undefined where there is none. */
export function itsPython(): string | undefined {
  const { command }: { command?: string[] } = findPython();
  const [file, ...args] = command ?? [];
  if (file === undefined) return undefined;
  const itself = "import sys; print(sys.executable)";
  return spawnSync(file, [...args, "-c", itself], {
    encoding: "utf8",
  }).stdout.trim();
}

async function itsNpm(): Promise<string> {
  const called = process.env["npm_execpath"];
  if (called?.endsWith("npm-cli.js")) return called;
  const { stdout } = spawnSync("sh", ["-c", "command -v npm"], {
    encoding: "utf8",
  });
  return realpath(stdout.trim());
}

/** What a terminal has that nobody opened from npm. */
const plainEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_(?!config_(registry|cache|cafile)$)|NODE_ENV$|NODE_OPTIONS$|PORT$|CHAT_|INIT_CWD$|VIRTUAL_ENV$)/.test(
          name,
        ),
    ),
  );

/** Unpacks a zip of the chat; nothing but Node, or nothing but Python, is on its PATH. */
export async function unpackChat(
  server: "node" | "flask",
  zip: Uint8Array,
): Promise<TakenChat> {
  const place = await mkdtemp(join(tmpdir(), "taken chat "));
  for (const [path, content] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), content);
  }
  const folder = join(place, `roundtrip-chat-${server}`);
  const bin = join(place, "bin");
  await mkdir(bin);
  const programs =
    server === "node"
      ? // npm runs every script by the shell.
        { node: process.execPath, npm: await itsNpm(), sh: "/bin/sh" }
      : { python: itsPython() ?? "" };
  for (const [name, file] of Object.entries(programs))
    await symlink(file, join(bin, name));
  const command = server === "node" ? ["npm", "start"] : ["python", "start.py"];

  function run([program = "", ...args]: string[], env: Record<string, string>) {
    const child = spawn(join(bin, program), args, {
      cwd: folder,
      env: { ...plainEnvironment(), PATH: bin, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, as in a terminal of its own.
      detached: true,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => (said += data.toString()));
    return { child, ended: once(child, "close"), said: () => said };
  }

  return {
    folder,

    async start(port) {
      const { child, ended, said } = run(command, { PORT: String(port) });
      const listening = new Promise<string>((resolve) => {
        child.stdout.on("data", () => {
          const [url] = WHERE.exec(said()) ?? [];
          if (url !== undefined) resolve(url);
        });
      });
      const url = await Promise.race([listening, ended.then(() => undefined)]);
      if (url === undefined)
        throw new Error(`${command.join(" ")} ended: ${said()}`);
      return {
        url,
        said,
        async stop() {
          if (child.exitCode === null && child.pid !== undefined)
            process.kill(-child.pid, "SIGINT");
          await ended;
        },
      };
    },

    async complain(env, program = command) {
      const { ended, said } = run(program, env);
      const [code] = (await ended) as [number | null];
      if (code === 0) throw new Error(`It went well: ${said()}`);
      return said();
    },

    remove: () => rm(place, { recursive: true, force: true }),
  };
}
