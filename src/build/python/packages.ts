import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "../files.ts";

/** Files by their paths in an archive. */
export type Files = ReadonlyMap<string, Uint8Array>;

const SERVER = fileURLToPath(new URL("../../../demo-server", import.meta.url));
/** Flask's environment, as `scripts/flask/environment.mjs` makes it. */
const ENVIRONMENT =
  process.env["ROUNDTRIP_FLASK_VENV"] ?? join(SERVER, "flask", ".venv");

/** What of the environment a program in the tab imports; gevent and WebSockets are others there. */
const PACKAGES = [
  "bidict",
  "blinker",
  "click",
  "flask",
  "flask-socketio",
  "itsdangerous",
  "jinja2",
  "markupsafe",
  "python-engineio",
  "python-socketio",
  "werkzeug",
];

/** What is taken of a package: its modules, what it says of itself, and the licence it comes with. */
const TAKEN =
  /^[^.].*\.py$|\.dist-info\/(?:METADATA$|.*(?:LICEN[CS]E|COPYING))/;

/** The host's own folders that run in the tab; the others are of a host alone. */
const OWN = [
  "contract",
  "program",
  "protocol",
  "tab",
  "tap",
  "web/__init__",
  "web/websocket",
  "web/wsgi",
  "__init__",
];

/** Where packages are installed in Flask's environment; undefined where there is none. */
async function sitePackages(): Promise<string | undefined> {
  if (process.platform === "win32") {
    const folder = join(ENVIRONMENT, "Lib", "site-packages");
    return existsSync(folder) ? folder : undefined;
  }
  const lib = join(ENVIRONMENT, "lib");
  if (!existsSync(lib)) return undefined;
  for (const name of await readdir(lib)) {
    const folder = join(lib, name, "site-packages");
    if (existsSync(folder)) return folder;
  }
  return undefined;
}

const normal = (name: string): string =>
  name.toLowerCase().replaceAll(/[-_.]+/g, "-");

/**
 * The packages as they are installed for the host, in its pinned versions: those of their files
 * that are Python. Undefined where one is missing, as without an environment.
 */
async function installed(): Promise<Map<string, Uint8Array> | undefined> {
  const folder = await sitePackages();
  if (folder === undefined) return undefined;
  const records = new Map<string, string>();
  for (const name of await readdir(folder)) {
    const of = /^(.+)-[^-]+\.dist-info$/.exec(name)?.[1];
    if (of !== undefined) records.set(normal(of), name);
  }
  const files = new Map<string, Uint8Array>();
  for (const wanted of PACKAGES) {
    const record = records.get(wanted);
    if (record === undefined) return undefined;
    const list = await readFile(join(folder, record, "RECORD"), "utf8");
    for (const line of list.split("\n")) {
      const path = line.split(",")[0] ?? "";
      if (TAKEN.test(path))
        files.set(`packages/${path}`, await readFile(join(folder, path)));
    }
  }
  return files;
}

/** The host's own files, in their folders: the tap, and the JSON that it reads. */
async function own(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const add = async (path: string): Promise<void> => {
    const name = relative(SERVER, path).split(sep).join("/");
    files.set(`demo-server/${name}`, await readFile(path));
  };
  const host = join(SERVER, "flask", "roundtrip_flask");
  for (const path of await filesBelow(host)) {
    const name = relative(host, path).split(sep).join("/");
    if (!name.endsWith(".py")) continue;
    if (OWN.some((one) => name === `${one}.py` || name.startsWith(`${one}/`)))
      await add(path);
  }
  for (const path of await filesBelow(join(SERVER, "contract")))
    if (path.endsWith(".json")) await add(path);
  return files;
}

/** All that Python in the tab imports beside its standard library; undefined without Flask's environment. */
export async function tabPackages(): Promise<Files | undefined> {
  const packages = await installed();
  return packages && new Map([...packages, ...(await own())]);
}
