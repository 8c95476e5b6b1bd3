/**
 * The worker of a sandbox that runs Python: Flask-SocketIO on Pyodide, on the same virtual network
 * as `demo-server/tab/sandboxed/worker.ts`, one program after the other. Bundled as one classic
 * script; everything else that it needs comes from the page.
 */
import "./classic.ts";
import type { Port } from "#contract/network.ts";
import type { OfPython, ToPython } from "#contract/python.ts";
import type { FromTab } from "#contract/tab.ts";
import { createBridge } from "./bridge.ts";
import { attach } from "./network.ts";
import { startPython, type Python } from "./start-python.ts";

addEventListener(
  "message",
  ({ ports: [control] }: MessageEvent) => {
    if (control) serve(control);
  },
  { once: true },
);

function serve(control: Port<FromTab | OfPython, ToPython>): void {
  const tell = (
    message: FromTab | OfPython,
    transfer: Transferable[] = [],
  ): void => control.postMessage(message, transfer);
  const booted = Promise.withResolvers<Python>();
  /** Of the program that runs now: its clients, which wait until it does. */
  let started = Promise.withResolvers<void>();
  let clients: MessagePort[] = [];
  const bridge = createBridge(tell, {
    started: () => started.resolve(),
    died: () => tell({ kind: "died" }),
  });

  async function boot(message: Extract<ToPython, { kind: "boot" }>) {
    try {
      booted.resolve(await startPython(message.parts, bridge));
      tell({ kind: "booted" });
    } catch (error) {
      tell({
        kind: "unable",
        why: error instanceof Error ? error.message : String(error),
      });
    }
  }

  async function addClient(port: MessagePort): Promise<void> {
    const address = `10.0.0.${(clients.push(port) % 254) + 1}`;
    const { host } = await booted.promise;
    await started.promise;
    attach(port, host, address);
  }

  function stop({ host, bytes }: Python, n: number): void {
    for (const port of clients) port.close();
    clients = [];
    started = Promise.withResolvers();
    host.stop();
    tell({ kind: "stopped", n, bytes: bytes() });
  }

  control.onmessage = ({ data: message }) => {
    switch (message.kind) {
      case "boot":
        return void boot(message);
      case "run": {
        const { program } = message;
        if (!("source" in program)) return;
        return void booted.promise.then(({ host }) => host.run(program.source));
      }
      case "client":
        return void addClient(message.port);
      case "ping":
        return tell({ kind: "pong", n: message.n });
      case "stop":
        return void booted.promise.then((python) => stop(python, message.n));
    }
  };
  tell({ kind: "here" });
}
