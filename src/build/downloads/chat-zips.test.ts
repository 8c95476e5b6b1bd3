import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isBuilt } from "#scripts/site.mjs";
import { makeChatZips } from "./chat-zips.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const PACKAGES = fileURLToPath(
  new URL("../../../node_modules", import.meta.url),
);

let zips: Map<string, Uint8Array>;
let place: string;

/** The zips that the build of the site has made, where that is up to date; else new ones. */
async function builtZips(): Promise<Map<string, Uint8Array>> {
  if (!isBuilt()) return makeChatZips();
  const folder = new URL("../../../dist/downloads/", import.meta.url);
  return new Map(
    ["node", "flask"]
      .map((server) => `roundtrip-chat-${server}.zip`)
      .map((name) => [
        name,
        new Uint8Array(readFileSync(new URL(name, folder))),
      ]),
  );
}

beforeAll(async () => {
  zips = await builtZips();
  place = mkdtempSync(join(tmpdir(), "roundtrip-zips-"));
  for (const zip of zips.values())
    for (const [path, content] of Object.entries(unzipSync(zip))) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), content);
    }
});
afterAll(() => rmSync(place, { recursive: true }));

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

const hashes = (files: Map<string, Uint8Array>) =>
  [...files].map(([name, content]) => [
    name,
    createHash("sha256").update(content).digest("hex"),
  ]);

it("makes the same bytes of the same files, wherever and whenever", async () => {
  const zone = process.env["TZ"];
  process.env["TZ"] = "Pacific/Auckland";
  try {
    expect(hashes(await makeChatZips())).toEqual(hashes(zips));
  } finally {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  }
});

describe.each([
  { server: "node", command: "npm start", other: "python" },
  { server: "flask", command: "python start.py", other: "npm start" },
])("the zip of the chat on $server", ({ server, command, other }) => {
  const folder = () => join(place, `roundtrip-chat-${server}`);
  const read = (path: string) => readFileSync(join(folder(), path), "utf8");
  const manifest = () =>
    JSON.parse(read("package.json")) as { scripts: Record<string, string> };

  it("has a README that names its own command, its own files and no other's", () => {
    const readme = read("README.md");
    expect(readme).toContain(`\n\`\`\`\n${command}\n\`\`\`\n`);
    expect(readme).not.toContain(other);
    expect(readme).not.toContain("<!--");
    const paths = all(readme, /`((?:[\w-]+\/)+(?:[\w.-]+)?)`/g).filter(
      (path) => !path.startsWith("data"),
    );
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !existsSync(join(folder(), path)))).toEqual(
      [],
    );
    const scripts = all(readme, /npm run ([\w:-]+)/g);
    expect(scripts).toContain("dev");
    expect(scripts.filter((name) => !(name in manifest().scripts))).toEqual([]);
  });

  it("has a client that can be changed: types, build and lockfile agree", () => {
    const run = (file: string, ...args: string[]) => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [join(PACKAGES, file), ...args],
        {
          cwd: folder(),
          encoding: "utf8",
          env: { ...process.env, NODE_ENV: "production" },
        },
      );
      return { status, stdout };
    };
    symlinkSync(PACKAGES, join(folder(), "node_modules"), "junction");
    expect(run("typescript/bin/tsc")).toEqual({ status: 0, stdout: "" });
    const page = read("dist/index.html");
    expect(run("vite/bin/vite.js", "build").status).toBe(0);
    expect(read("dist/index.html")).toBe(page);
  });

  it("has a lockfile that holds what package.json names, and no more", () => {
    const lock = JSON.parse(read("package-lock.json")) as {
      packages: Record<
        string,
        { dependencies?: object; devDependencies?: object }
      >;
    };
    const { dependencies, devDependencies } = manifest() as {
      dependencies?: object;
      devDependencies?: object;
    };
    const { "": root, ...packages } = lock.packages;
    expect(root).toEqual(expect.objectContaining({ devDependencies }));
    expect(root?.dependencies).toEqual(dependencies);
    for (const name of Object.keys({ ...dependencies, ...devDependencies }))
      expect(packages).toHaveProperty([`node_modules/${name}`]);
    expect("node_modules/vitest" in packages).toBe(false);
    expect("node_modules/playwright-core" in packages).toBe(false);
    expect("node_modules/socket.io" in packages).toBe(server === "node");
  });
});
