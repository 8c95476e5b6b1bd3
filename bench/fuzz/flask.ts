import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { flaskPython } from "#server/node/flask/prepare.ts";

/** A host that is fuzzed. */
export interface Target extends Disposable {
  readonly url: URL;
  /** Its process, where that is known: its descriptors are counted. */
  readonly pid?: number;
}

/** So many labs and connections come from one address that the usual limits would refuse them. */
const LIMITS = {
  handshakesPerSecond: 1_000_000,
  handshakeBurst: 10_000_000,
  clientsPerLab: 10_000,
};

/** Starts a Flask host of its own, with nothing before it. */
export async function startFlask(): Promise<Target> {
  const child = spawn(
    flaskPython,
    [
      ...["-m", "roundtrip_flask", "--port", "0", "--with-parent"],
      ...["--lessons", fileURLToPath(new URL("lessons", import.meta.url))],
      ...["--limits", JSON.stringify(LIMITS)],
    ],
    {
      cwd: fileURLToPath(new URL("../../demo-server/flask", import.meta.url)),
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const [line] = (await once(createInterface(child.stdout), "line")) as [
    string,
  ];
  const { port } = JSON.parse(line) as { port: number };
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    ...(child.pid !== undefined && { pid: child.pid }),
    [Symbol.dispose]: () => void child.kill(),
  };
}
