import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startProcess } from "#server/node/flask/flask-process.ts";
import { findFlask, isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";
import type { Limits } from "#server/node/limits.ts";
import { folderOf } from "../../support/server/folder-of.ts";

/** One host under test, reached with nothing before it. */
export interface StartedHost {
  readonly origin: string;
  /** Lets it say goodbye; resolves when it has. */
  stop(): Promise<void>;
}

export interface TwoHosts {
  readonly node: StartedHost;
  readonly flask: StartedHost;
}

interface Setting {
  /** Files of the lessons that both serve, by their paths. */
  lessons: Record<string, string>;
  limits?: Partial<Limits>;
  /** Each has a chat of its own, else none. */
  withChat?: boolean;
}

export const areThere = isFlaskInstalled();

/** Starts a Node host and a Flask host of one setting, each on a port of its own. */
export async function startTwoHosts(setting: Setting): Promise<TwoHosts> {
  const lessonsDir = folderOf(setting.lessons);
  const [node, flask] = await Promise.all([
    startNode(lessonsDir, setting),
    startFlask(lessonsDir, setting),
  ]);
  return { node, flask };
}

/** A name that the operator of both gave them. */
export const KNOWN = ["course.example"];

const options = ({ limits, withChat }: Setting) => ({
  ...(limits && { limits }),
  knownNames: KNOWN,
  ...(withChat && { chatFile: `${folderOf({})}/chat.db` }),
});

async function startNode(
  lessonsDir: string,
  setting: Setting,
): Promise<StartedHost> {
  const host = createHost({ lessonsDir, ...options(setting) });
  const http = createServer();
  host.attach(http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, stop: () => host.close() };
}

async function startFlask(
  lessonsDir: string,
  setting: Setting,
): Promise<StartedHost> {
  const lessonsDirs = [lessonsDir];
  const command = await flaskCommand({ lessonsDirs, ...options(setting) });
  const child = startProcess(command, (line) => console.error(line));
  const port = await child.listening;
  if (port === undefined) throw new Error(await child.ended);
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.stop() };
}

/** What starts a Flask host. */
export async function flaskCommand(given: Parameters<typeof findFlask>[0]) {
  const prepare = findFlask(given);
  const prepared = await prepare(() => undefined, new AbortController().signal);
  if ("why" in prepared) throw new Error(prepared.why);
  return prepared.command;
}
