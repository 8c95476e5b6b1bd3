import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { io, type Socket } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { python, runApp } from "#tests/parity/run-apps.ts";

const sample = (path: string): string =>
  fileURLToPath(new URL(`samples/${path}`, import.meta.url));

/** A connected client; undefined as an answer means that none came. */
async function connect(url: string, options: Parameters<typeof io>[1] = {}) {
  const socket: Socket = io(url, options);
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  return {
    socket,
    next: (event: string) =>
      new Promise<unknown>((resolve) => socket.once(event, resolve)),
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}

/** Starts `flask run`, as the reader would, in a sample's folder; gives its last words or its address. */
async function flaskRun(folder: string) {
  const child = spawn(
    python ?? "",
    ["-m", "flask", "--app", "app", "run", "--port", "0"],
    { cwd: sample(folder), stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = once(child, "exit");
  let said = "";
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    said += `${line}\n`;
    url = /Running on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) break;
  }
  return {
    said,
    url,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

describe.skipIf(python === undefined)("The samples of Server in Flask", () => {
  it("start.py listens and lets a client connect, by WebSocket too", async () => {
    await using app = await runApp(sample("start.py"));
    using client = await connect(app.url);
    const { engine } = client.socket.io;
    if (engine.transport.name !== "websocket")
      await new Promise((resolve) => engine.once("upgrade", resolve));
    expect(engine.transport.name).toBe("websocket");
  });

  it("start.py does not start without a terminal, and says why", async () => {
    // Nothing but Flask-SocketIO: without gevent and eventlet.
    const code = `
import runpy, sys
sys.modules["gevent"] = sys.modules["eventlet"] = None
runpy.run_path(sys.argv[1], run_name="__main__")`;
    const child = spawn(python ?? "", ["-c", code, sample("start.py")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await once(child, "close");
    expect(said).toContain("not designed to run in production");
  });

  it("outside.py tells everyone from an HTTP route, by socketio.emit only", async () => {
    await using app = await runApp(sample("outside.py"));
    using one = await connect(app.url);
    using other = await connect(app.url);
    const news = Promise.all([one.next("news"), other.next("news")]);
    const answer = await fetch(`${app.url}/news`, { method: "POST" });
    expect(await answer.text()).toBe("Told everyone.");
    expect(await news).toEqual(["It is noon", "It is noon"]);
    const wrong = await fetch(`${app.url}/wrong`, { method: "POST" });
    expect(wrong.status).toBe(500);
    // What Python writes may come after what it answers.
    await app.log.found(/'Request' object has no attribute 'namespace'/);
  });

  it.each(["from_main", "three_files"])(
    "%s answers where it is started with python app.py",
    async (folder) => {
      await using app = await runApp(sample(`${folder}/app.py`));
      using client = await connect(app.url);
      const greeting = client.next("greeting");
      client.socket.emit("hello", { name: "Alice" });
      expect(await greeting).toBe("Hello Alice");
    },
  );

  it("from_main cannot be started with flask run", async () => {
    await using flask = await flaskRun("from_main");
    expect(flask.url).toBeUndefined();
    expect(flask.said).toContain(
      "ImportError: cannot import name 'socketio' from '__main__'",
    );
  });

  it("three_files answers where it is started with flask run", async () => {
    await using flask = await flaskRun("three_files");
    using client = await connect(flask.url ?? flask.said);
    const greeting = client.next("greeting");
    client.socket.emit("hello", { name: "Alice" });
    expect(await greeting).toBe("Hello Alice");
  });

  it("from_app has its handlers on an object that nobody runs", async () => {
    await using app = await runApp(sample("from_app/app.py"));
    // Of a poll that an upgrade or a goodbye overtakes, python-engineio writes a line of its own.
    const byOne = { transports: ["websocket"] };
    using client = await connect(app.url, byOne);
    const heard: unknown[] = [];
    client.socket.onAny((...values) => heard.push(values));
    client.socket.emit("hello", { name: "Alice" });
    // A second client's whole way in and out comes after it, on a server that answers.
    using other = await connect(app.url, byOne);
    other.socket.disconnect();
    await expect(
      client.socket.timeout(500).emitWithAck("hello", { name: "Alice" }),
    ).rejects.toThrow("operation has timed out");
    expect(heard).toEqual([]);
    expect(app.log.text()).toBe("");
  });
});
