import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  openHost,
  upgradeRequest,
  type OpenHost,
} from "#tests/support/server/open-host.ts";
import {
  isAlive,
  writeServerProgram,
  type ServerProgram,
} from "#tests/support/server/server-program.ts";
import { createFlask, type Flask } from "./flask.ts";
import type { SupervisorDeps } from "./supervisor.ts";

let at: OpenHost;
let program: ServerProgram | undefined;
afterEach(async () => {
  await at.close();
  program?.[Symbol.dispose]();
  program = undefined;
});

/** A host with another server process behind it, in the place of Flask. */
async function open(deps: Partial<SupervisorDeps> = {}): Promise<Flask> {
  const { command } = (program = writeServerProgram("listen();"));
  const flask = createFlask({
    prepare: () => Promise.resolve({ command }),
    ...deps,
  });
  at = await openHost({}, { flask });
  flask.start();
  return flask;
}

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${at.url}${path}`, init);

/** Opens a WebSocket as it stands; gives the socket and its first lines. */
async function upgrade(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ socket: Socket; text: string }> {
  const socket = connect(at.port, "127.0.0.1");
  socket.write(upgradeRequest(path, headers));
  let text = "";
  socket.on("data", (data) => (text += data.toString()));
  while (!/}\n?$/.test(text)) await once(socket, "data");
  return { socket, text };
}

describe("Flask behind the host", () => {
  it("gets what is asked below its prefix, without it, and the visitor's address", async () => {
    const flask = await open();
    await settled(flask);
    const answer = await ask("/flask/labs/a/b/socket.io/?EIO=4", {
      headers: { "x-forwarded-for": "9.9.9.9" },
    });
    const { url, headers } = (await answer.json()) as {
      url: string;
      headers: Record<string, string>;
    };
    expect(url).toBe("/labs/a/b/socket.io/?EIO=4");
    expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(headers["host"]).toBe(`127.0.0.1:${at.port}`);
    // Behind the host each request has a connection of its own; before it, connections are kept.
    expect(headers["connection"]).toBe("close");
    expect(answer.headers.get("connection")).toBe("keep-alive");
  });

  it("gets WebSockets, and each end's end reaches the other", async () => {
    await settled(await open());
    const { socket, text } = await upgrade("/flask/x?transport=websocket", {
      "x-forwarded-for": "9.9.9.9",
    });
    expect(text).toMatch(/^HTTP\/1.1 101 /);
    expect(text).toContain('"url":"/x?transport=websocket"');
    expect(text).toContain('"x-forwarded-for":"127.0.0.1"');
    socket.write("hello");
    expect(String((await once(socket, "data"))[0])).toBe("hello");
    const closed = once(socket, "close");
    process.kill(program?.pids()[0] ?? 0, "SIGKILL");
    await closed;
  });

  it("is kept from pages of other sites", async () => {
    await settled(await open());
    const headers = { Origin: "http://elsewhere.example" };
    const answer = await ask("/flask/labs/a/b/socket.io/", { headers });
    expect(answer.status).toBe(403);
    const { text } = await upgrade("/flask/x?transport=websocket", headers);
    expect(text).toMatch(/^HTTP\/1.1 403 /);
  });

  it("is waited for by who asks whether it is there", async () => {
    await open();
    expect((await ask("/flask/healthz")).status).toBe(200);
  });

  it("keeps those waiting who come while it starts", async () => {
    await open();
    expect((await ask("/flask/labs/a/b/socket.io/")).status).toBe(200);
    await at.close();
    program?.[Symbol.dispose]();
    await open();
    const { text } = await upgrade("/flask/x?transport=websocket");
    expect(text).toMatch(/^HTTP\/1.1 101 /);
  });

  it("says why it is off, and refuses what else is asked", async () => {
    const why = "Flask needs Python";
    await settled(await open({ prepare: () => Promise.resolve({ why }) }));
    const answer = await ask("/flask/healthz");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ok: false, why });
    const lab = await ask("/flask/labs/a/b/socket.io/");
    expect(lab.status).toBe(503);
    expect(await lab.json()).toEqual({ code: "stopping", message: `${why}.` });
    const { text } = await upgrade("/flask/x?transport=websocket");
    expect(text).toMatch(/^HTTP\/1.1 503 /);
  });

  it("does not let who asks wait for its installation", async () => {
    const flask = await open({
      prepare: (wait, signal) =>
        new Promise((resolve) => {
          wait("Flask is being installed");
          signal.addEventListener("abort", () => resolve({ why: "" }));
        }),
    });
    expect(await (await ask("/flask/healthz")).json()).toEqual({
      ok: false,
      why: "Flask is being installed",
      forNow: true,
    });
    expect(flask.state.is).toBe("off");
  });

  it("stops with the host", async () => {
    await settled(await open());
    const [pid] = program?.pids() ?? [];
    expect(isAlive(pid)).toBe(true);
    await at.host.close();
    expect(isAlive(pid)).toBe(false);
  });
});

it("is off where the host was started without it", async () => {
  at = await openHost({});
  const answer = await ask("/flask/healthz");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    ok: false,
    why: "This server was started without Flask",
  });
  expect((await ask("/flask/labs/a/b/socket.io/")).status).toBe(400);
});

/** Waits until it runs, or is off for good. */
async function settled(flask: Flask): Promise<void> {
  while (flask.state.is === "starting") await ask("/flask/healthz");
}
