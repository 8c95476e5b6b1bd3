import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readArguments } from "./arguments.ts";
import { hasQuic } from "#tests/support/webtransport/quic-client.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

/** Runs the server until it ends; `onLine` may end it. */
function run(
  given: string[],
  onLine?: (line: string, stop: () => void) => void,
  nodeOptions: string[] = [],
) {
  const child = spawn(process.execPath, [...nodeOptions, main, ...given]);
  let text = "";
  const listen = (data: Buffer): void => {
    text += data.toString();
    onLine?.(text, () => child.kill("SIGTERM"));
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return new Promise<{ code: number | null; text: string }>((done) => {
    child.on("close", (code) => done({ code, text }));
  });
}

const read = (given: string[], takesBase = false) =>
  readArguments(given, {
    name: "npm start",
    takes: takesBase
      ? ["base"]
      : [
          "webtransport",
          "embed-from",
          "public-url",
          "behind-proxy",
          "no-flask",
        ],
  });

describe("the command line", () => {
  it("has a port and a host", () => {
    expect(read([])).toEqual({
      port: 4242,
      host: "localhost",
      base: "/",
      webTransport: false,
      embedFrom: [],
      publicAddress: undefined,
      behindProxy: false,
      flask: "as-installed",
    });
    expect(read(["--port", "0", "--host=0.0.0.0"])).toEqual({
      port: 0,
      host: "0.0.0.0",
      base: "/",
      webTransport: false,
      embedFrom: [],
      publicAddress: undefined,
      behindProxy: false,
      flask: "as-installed",
    });
    expect(read(["--webtransport"]).webTransport).toBe(true);
  });

  it("knows the address that readers open, and whether a proxy tells who they are", () => {
    const given = ["--public-url", "https://example.org/a", "--behind-proxy"];
    expect(read(given)).toMatchObject({
      publicAddress: { origin: "https://example.org", base: "/a/" },
      behindProxy: true,
    });
    expect(() => read(["--public-url", "example.org"])).toThrow(
      '"example.org" is not the address of a site. Give the one that readers open, as in: npm start -- --public-url https://example.org/course/',
    );
  });

  it("has a folder where the command takes one", () => {
    for (const base of ["some/path", "/some/path", "/some/path/"])
      expect(read(["--base", base], true).base).toBe("/some/path/");
    expect(read(["--base", "/"], true).base).toBe("/");
  });

  it("names the sites that may embed pages, by their origins", () => {
    const two = ["https://lms.example", "http://localhost:8080"];
    expect(
      read(two.flatMap((origin) => ["--embed-from", origin])).embedFrom,
    ).toEqual(two);
    for (const wrong of [
      "lms.example",
      "https://lms.example/",
      "https://lms.example/a",
      "https://a b",
      "*",
      "'self'; script-src *",
      "ftp://lms.example",
      "",
    ])
      expect(() => read(["--embed-from", wrong])).toThrow(
        `"${wrong}" is not the origin of a site. Give its scheme and host`,
      );
    expect(() => read(["--embed-from", "https://a.example"], true)).toThrow(
      "Unknown option '--embed-from'",
    );
  });

  it("says whether Flask is served, where the command serves it", () => {
    expect(read(["--no-flask"]).flask).toBe("no");
    expect(read(["--install-flask"]).flask).toBe("install");
    expect(read(["--install-flask", "--no-flask"]).flask).toBe("no");
    expect(read([], true).flask).toBe("no");
    expect(() => read(["--no-flask"], true)).toThrow(
      "The server takes --port <number>, --host <name> and --base <folder>.",
    );
  });

  it("says in a sentence what is wrong", () => {
    expect(() => read(["--port", "abc"])).toThrow(
      '"abc" is not a port. Choose',
    );
    expect(() => read(["--port", "70000"])).toThrow("is not a port");
    expect(() => read(["--prot", "1"])).toThrow(
      "Unknown option '--prot'. The server takes --port",
    );
    expect(() => read(["here"])).toThrow("The server takes --port");
    expect(() => read(["--base", "/a/"])).toThrow(
      "Unknown option '--base'. The server takes --port <number>, --host <name>, --webtransport, --embed-from <origin>, --public-url <address>, --behind-proxy and --no-flask.",
    );
    expect(() => read(["--webtransport"], true)).toThrow(
      "Unknown option '--webtransport'. The server takes --port <number>, --host <name> and --base <folder>.",
    );
    for (const base of ["a b", "../a", "//a", "/a/./b", "?a"])
      expect(() => read(["--base", base], true)).toThrow(
        `"${base}" is not a folder of a host. Choose one like this`,
      );
  });
});

describe("the server", () => {
  it("says where it is and ends when told to", async () => {
    const { code, text } = await run(
      ["--port", "0"],
      (line, stop) => line.includes("Roundtrip is") && stop(),
    );
    expect(text).toMatch(/^Roundtrip is at http:\/\/localhost:\d+$/m);
    expect(code).toBe(0);
  });

  it.skipIf(!hasQuic)("serves WebTransport when it is asked to", async () => {
    const { code, text } = await run(
      ["--port", "0", "--webtransport"],
      (line, stop) => line.includes("WebTransport is") && stop(),
    );
    const [, port] = /^Roundtrip is at .*:(\d+)$/m.exec(text) ?? [];
    expect(text).toContain(`WebTransport is on UDP port ${port}.\n`);
    expect(code).toBe(0);
  });

  it("starts without WebTransport where QUIC cannot be loaded, and says so", async () => {
    const { code, text } = await run(
      ["--port", "0", "--webtransport"],
      (line, stop) => line.includes("Roundtrip is") && stop(),
      ["--no-addons"],
    );
    expect(text).toContain(
      "There is no WebTransport: its package for QUIC is not installed, or there is none for this system (there are packages for Linux, macOS and Windows on x64, and for macOS on arm64). Everything else works.\n",
    );
    expect(text).toMatch(/^Roundtrip is at http:/m);
    expect(text).not.toContain("UDP");
    expect(code).toBe(0);
  });

  it("goes on quietly where its terminal is gone", async () => {
    // In the server: says something to nobody, and counts what comes of it for a while.
    const probe = `
      let uncaught = 0;
      process.on("uncaughtException", () => { uncaught += 1; });
      process.on("message", () => {
        let turns = 200;
        const turn = () => {
          // Of the first line, the console itself takes the error.
          if (turns % 50 === 0) console.error("Does anybody read this?");
          if (turns-- > 0) setImmediate(turn);
          else process.send(uncaught);
        };
        turn();
      });`;
    const child = spawn(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(probe)}`,
        main,
        "--port",
        "0",
        "--no-flask",
      ],
      { stdio: ["ignore", "pipe", "pipe", "ipc"] },
    );
    const said = [child.stdout, child.stderr].filter((one) => one !== null);
    await Promise.race(said.map((stream) => once(stream, "data")));
    for (const stream of said) await once(stream.destroy(), "close");
    child.send("now");
    const [uncaught] = (await once(child, "message")) as [number];
    child.kill("SIGTERM");
    const [code] = (await once(child, "close")) as [number];
    expect({ uncaught, code }).toEqual({ uncaught: 0, code: 0 });
  });

  it("says when its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "localhost", done));
    const { port } = other.address() as AddressInfo;
    const { code, text } = await run(["--port", String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(text).toContain(
      `Port ${port} is taken. Stop the other program or choose another port: npm start -- --port ${port + 1}\n`,
    );
  });
});
