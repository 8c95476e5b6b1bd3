import { createServer, type Server as HttpServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  attempts,
  refusals,
  SERVERS,
  type ClientVersion,
  type ServerKind,
} from "#content/compatibility.ts";
import { flaskVersion } from "./flask-version.ts";
import { python, runApp } from "./run-apps.ts";
import { runNode } from "./run-node.ts";

/** As much as all versions of socket.io-client have in common. */
type Connect = (
  url: string,
  options: { reconnection: boolean; forceNew: boolean },
) => {
  on(event: string, listener: (value: Error | undefined) => void): void;
  close(): void;
};

const require = createRequire(import.meta.url);
const version = (name: string): string =>
  (require(`${name}/package.json`) as { version: string }).version;
const CLIENTS: Readonly<Record<ClientVersion, string>> = {
  "2.5.0": "socket.io-client-2",
  "3.1.3": "socket.io-client-3",
  "4.8.4": "socket.io-client",
};

const content = (path: string): string =>
  fileURLToPath(new URL(`../../src/content/${path}`, import.meta.url));

/** A server of version 2, which no program of the site uses. */
async function startOld() {
  const http = createServer();
  const createOld = require("socket.io-2") as (http: HttpServer) => {
    on(
      event: "connection",
      listener: (socket: { emit(event: string): void }) => void,
    ): void;
    close(): void;
  };
  const io = createOld(http);
  io.on("connection", (socket) => socket.emit("welcome"));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]() {
      io.close();
      return Promise.resolve();
    },
  };
}

const START: Readonly<
  Record<ServerKind, () => Promise<{ url: string } & AsyncDisposable>>
> = {
  node: () => runNode(content("differences/welcome/server.js")),
  "node-allow": () => runNode(content("compatibility/server.js")),
  old: startOld,
  flask: () => runApp(content("differences/welcome/app.py")),
};

/** Lets a client connect and says in words what came of it. */
async function attempt(name: string, url: string): Promise<string> {
  const connect = require(name) as Connect;
  const socket = connect(url, { reconnection: false, forceNew: true });
  const outcome = new Promise<string>((resolve) => {
    socket.on("welcome", () => resolve("It connects, and events arrive."));
    socket.on("connect_error", (error) =>
      resolve(`connect_error: ${String(error?.message)}`),
    );
  });
  try {
    return await outcome;
  } finally {
    socket.close();
  }
}

describe("the versions on the compatibility page", () => {
  it.each(Object.entries(CLIENTS))("tries client %s itself", (is, name) => {
    expect(version(name)).toBe(is);
  });

  it("tries every client on every server", () => {
    const pairs = attempts.map(({ client, server }) => `${client} ${server}`);
    expect(pairs.toSorted()).toEqual(
      Object.keys(CLIENTS)
        .flatMap((client) =>
          Object.keys(SERVERS).map((server) => `${client} ${server}`),
        )
        .toSorted(),
    );
  });

  it("names the Node servers' versions", () => {
    expect(SERVERS.node).toBe(`Node, socket.io ${version("socket.io")}`);
    expect(SERVERS.old).toBe(`Node, socket.io ${version("socket.io-2")}`);
  });

  it.skipIf(python === undefined)("names the Flask server's version", () => {
    expect(SERVERS.flask).toBe(`Flask-SocketIO ${flaskVersion()}`);
  });
});

for (const server of Object.keys(SERVERS) as ServerKind[])
  describe.skipIf(server === "flask" && python === undefined)(
    SERVERS[server],
    () => {
      let running: Awaited<ReturnType<(typeof START)["node"]>>;
      beforeAll(async () => {
        running = await START[server]();
      });
      afterAll(() => running[Symbol.asyncDispose]());

      const mine = attempts.filter((each) => each.server === server);
      it.each(mine)("and client $client: $seen", async ({ client, seen }) => {
        expect(await attempt(CLIENTS[client], running.url)).toBe(seen);
      });

      const [refusal] = refusals.filter((each) => each.server === server);
      it.runIf(refusal)("answers a client of version 2", async () => {
        const answer = await fetch(
          `${running.url}/socket.io/?EIO=3&transport=polling`,
        );
        expect(`Status ${answer.status}: ${await answer.text()}`).toBe(
          refusal?.seen,
        );
      });
    },
  );
