import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readArguments } from "./arguments.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** Runs the server until it ends; `onLine` may end it. */
function run(
  given: string[],
  onLine?: (line: string, stop: () => void) => void,
) {
  const child = spawn(process.execPath, [main, ...given]);
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

describe("the command line", () => {
  it("has a port and a host", () => {
    expect(readArguments([])).toEqual({ port: 3000, host: "localhost" });
    expect(readArguments(["--port", "0", "--host=0.0.0.0"])).toEqual({
      port: 0,
      host: "0.0.0.0",
    });
  });

  it("says in a sentence what is wrong", () => {
    expect(() => readArguments(["--port", "abc"])).toThrow(
      '"abc" is not a port. Choose',
    );
    expect(() => readArguments(["--port", "70000"])).toThrow("is not a port");
    expect(() => readArguments(["--prot", "1"])).toThrow(
      "Unknown option '--prot'. The server takes --port",
    );
    expect(() => readArguments(["here"])).toThrow("The server takes --port");
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
