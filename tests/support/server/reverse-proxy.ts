import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A proxy that people put before a server, as this machine has it. */
export type ProxyProgram = "nginx" | "caddy";

/** Whether it is installed here. */
export const hasProxy = (program: ProxyProgram): boolean =>
  spawnSync(program, [program === "nginx" ? "-v" : "version"]).status === 0;

/** The configuration that the site shows, by its file's name. */
export const shownProxyConfig = (file: string): string =>
  readFileSync(
    new URL(`../../../src/content/proxies/${file}`, import.meta.url),
    "utf8",
  );

/** Starts a proxy on a port of this machine before a server on another one. */
export async function startProxy(
  program: ProxyProgram,
  config: string,
  { own, server }: { readonly own: number; readonly server: number },
): Promise<AsyncDisposable> {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-proxy-"));
  const file = join(folder, "config");
  const placed = config.replaceAll("127.0.0.1:4242", `127.0.0.1:${server}`);
  const { text, args, ready, end } = PROGRAMS[program]({ placed, own, folder });
  writeFileSync(file, text);
  const child = spawn(program, [...args, file], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder },
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once("close", () => reject(new Error(said.join("\n"))));
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      if (line.includes(ready)) resolve();
    });
  });
  return {
    async [Symbol.asyncDispose]() {
      child.kill(end);
      await once(child, "close");
      rmSync(folder, { recursive: true });
    },
  };
}

interface Start {
  /** The configuration, with the server's port in it. */
  readonly placed: string;
  /** The port to listen on. */
  readonly own: number;
  /** For what it writes. */
  readonly folder: string;
}

/** How each is started; it listens once it says `ready`. */
const PROGRAMS = {
  nginx: ({ placed, own, folder }: Start) => ({
    text: `
      daemon off;
      pid ${folder}/nginx.pid;
      error_log stderr notice;
      events {}
      http {
        access_log off;
        ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n")}
        ${placed.replace("listen 80;", `listen 127.0.0.1:${own};`)}
      }`,
    args: ["-p", folder, "-e", "stderr", "-c"],
    ready: "start worker process ",
    end: "SIGTERM" as const,
  }),
  caddy: ({ placed, own }: Start) => ({
    text: `{\n\tadmin off\n}\n${placed.replace(/^\S*example\.org/m, `http://127.0.0.1:${own}`)}`,
    args: ["run", "--adapter", "caddyfile", "--config"],
    ready: "serving initial configuration",
    // Otherwise it waits for connections that are kept alive.
    end: "SIGKILL" as const,
  }),
};
