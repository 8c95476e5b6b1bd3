import type { TabProgram } from "#contract/tab.ts";
import type { Backend } from "#lab/backends/backend.ts";
import { createNodeBackend } from "#lab/backends/node.ts";

/** What `bench/tab.ts` and `bench/tab-leak.ts` call in the page. */
export interface Measures {
  /** From nothing loaded to the first acknowledged event, in ms. */
  coldStart(): Promise<number>;
  /** Acknowledged echoes a second. */
  echoes(on: "node" | "tab", load: Load): Promise<number>;
  /** Opens a lab, has an event acknowledged and closes it, `times` times. */
  cycle(times: number): Promise<void>;
}
export interface Load {
  readonly clients: number;
  /** Echoes that each client has under way. */
  readonly inFlight: number;
  readonly ms: number;
}

const LESSON = "echo";
const [program] = Object.values(
  import.meta.glob<TabProgram>("./lessons/echo/server.js", {
    query: "?program",
    import: "default",
  }),
);

/** Loads what a page loads for a lab in the tab. */
async function loadTab(): Promise<Backend> {
  const [{ createTabBackend }, { startTabWorker }] = await Promise.all([
    import("#lab/backends/tab/tab.ts"),
    import("#lab/backends/tab/start-worker.ts"),
  ]);
  return createTabBackend({
    language: "node",
    startWorker: startTabWorker,
    loadProgram: () => program?.() ?? Promise.reject(new Error("No program.")),
  });
}

function openClients(backend: Backend, count: number) {
  const unexpected = (what: unknown): never => {
    throw new Error(JSON.stringify(what));
  };
  const server = backend.open(
    { lesson: LESSON },
    {
      hops: () => undefined,
      note: () => undefined,
      programError: unexpected,
      programNotice: unexpected,
      refused: unexpected,
      stopped: unexpected,
    },
  );
  const sockets = Array.from({ length: count }, () => {
    const { transports: own } = server;
    return server.connect(
      own ? { transports: [own.polling, own.websocket] } : {},
    );
  });
  for (const socket of sockets) socket.connect();
  return {
    sockets,
    close() {
      for (const socket of sockets) socket.disconnect();
      server.close();
    },
  };
}

const measures: Measures = {
  async coldStart() {
    const start = performance.now();
    const { sockets, close } = openClients(await loadTab(), 1);
    await sockets[0]?.emitWithAck("echo", "hi");
    const ms = performance.now() - start;
    close();
    return ms;
  },
  async echoes(on, { clients, inFlight, ms }) {
    const backend =
      on === "tab" ? await loadTab() : createNodeBackend(location.origin);
    const { sockets, close } = openClients(backend, clients);
    await Promise.all(
      sockets.map(
        ({ io }) =>
          new Promise<void>((done) => io.engine.once("upgrade", () => done())),
      ),
    );
    const payload = "x".repeat(100);
    let count = 0;
    const start = performance.now() + ms / 4;
    const end = start + ms;
    const keepOn = async (socket: (typeof sockets)[number]): Promise<void> => {
      for (let now = 0; now < end; now = performance.now()) {
        await socket.emitWithAck("echo", payload);
        if (now >= start) count++;
      }
    };
    await Promise.all(
      sockets.flatMap((socket) =>
        Array.from({ length: inFlight }, () => keepOn(socket)),
      ),
    );
    close();
    return count / (ms / 1_000);
  },
  async cycle(times) {
    const backend = await loadTab();
    for (let n = 0; n < times; n++) {
      const { sockets, close } = openClients(backend, 1);
      await sockets[0]?.emitWithAck("echo", n);
      close();
    }
  },
};

Object.assign(window, { measures });
