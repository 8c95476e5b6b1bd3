import type {
  ProgramError,
  Refusal,
} from "../../demo-server/contract/stream.ts";
import type { Backend } from "./backends/backend.ts";
import { createClient, type LabClient } from "./client.ts";
import type { ClientName, LabDefinition } from "./lesson.ts";
import { createPacer } from "./pacer.ts";
import { createTrace, type TraceView } from "./trace.ts";

/** What keeps a lab from running, as the reader is told. */
export interface LabTrouble {
  readonly kind: "program" | "refused" | "stopped";
  readonly text: string;
}

/** A running stage: one private server, some clients, one trace. */
export interface Lab {
  readonly lesson: string;
  readonly definition: LabDefinition;
  readonly trace: TraceView;
  readonly clients: readonly LabClient[];
  client(name: ClientName): LabClient;
  /** Connects the clients, once their screens listen. Calling it again does nothing. */
  start(): void;
  /**
   * Does an action of the lesson and returns its hop. Where the lab has not started, or its client
   * is still connecting, waits for that first; a fault waits for the start only. Throws on an id
   * the lesson does not have, where a fault cannot be made, and where the server has not the
   * transport that the action needs.
   */
  act(action: string): Promise<number>;
  /** Ends the server's program as a crash would, and runs it again. Rejects where it cannot. */
  restartServer(): Promise<void>;
  /** Mends every client's wire. */
  mend(): void;
  trouble(): LabTrouble | undefined;
  /** Told when the trouble changed. Returns what ends it. */
  onTrouble(listener: () => void): () => void;
  close(): void;
}

const NO_WEBTRANSPORT =
  "This server has no WebTransport. Choose “In this tab” in the header, then press it again.";

const describeError = ({
  message,
  file,
  line,
  column,
}: ProgramError): string => {
  const place =
    line === undefined
      ? file
      : `${file}, line ${line}${column === undefined ? "" : `, column ${column}`}`;
  return `${place}: ${message}`;
};

/** Opens a lesson's lab on a backend. Its clients connect when it is started. */
export function openLab(
  lesson: string,
  definition: LabDefinition,
  backend: Backend,
): Lab {
  const trace = createTrace();
  const opened = performance.now();
  const now = (): number => performance.now() - opened;
  const listeners = new Set<() => void>();
  let trouble: LabTrouble | undefined;
  const setTrouble = (next: LabTrouble | undefined): void => {
    trouble = next;
    for (const listener of listeners) listener();
  };
  const note = (text: string): void => {
    trace.append({ kind: "note", at: now(), text });
  };

  const server = backend.open(lesson, {
    note,
    hops(run, batch) {
      trace.appendAll(
        batch.map((step) => ({ kind: "server", at: now(), run, step })),
      );
      if (trouble && trouble.kind !== "program") setTrouble(undefined);
    },
    programError(error: ProgramError) {
      const text = describeError(error);
      note(text);
      setTrouble({ kind: "program", text });
    },
    stopped(why) {
      note(why);
      setTrouble({ kind: "stopped", text: why });
    },
    refused({ message }: Refusal) {
      note(message);
      setTrouble({ kind: "refused", text: message });
    },
  });

  const pace = createPacer();
  const clients = definition.clients.map((name) =>
    createClient(name, server, trace, now, pace, definition.options?.[name]),
  );
  const client = (name: ClientName): LabClient => {
    const found = clients.find((candidate) => candidate.name === name);
    if (!found)
      throw new Error(`The lab of "${lesson}" has no client ${name}.`);
    return found;
  };
  const restartServer = async (): Promise<void> => {
    const text = "The server restarts";
    trace.append({
      kind: "fault",
      at: now(),
      client: undefined,
      fault: "restart",
      text,
    });
    try {
      await server.restart();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      note(why);
      setTrouble({ kind: "refused", text: why });
      throw error;
    }
  };
  const started = Promise.withResolvers<void>();
  let running = false;

  return {
    lesson,
    definition,
    trace,
    clients,
    client,
    start() {
      if (running) return;
      running = true;
      for (const { name, socket } of clients) {
        if (!definition.offline?.includes(name)) socket.connect();
      }
      started.resolve();
    },
    async act(id) {
      const action = definition.actions[id];
      if (!action) {
        const known = Object.keys(definition.actions).join(", ");
        throw new Error(
          `The lab of "${lesson}" has no action "${id}". It has: ${known}.`,
        );
      }
      await started.promise;
      if ("fault" in action) {
        // A fault is a hop of its own.
        const first = trace.hops.length;
        await action.fault({ client, restartServer });
        return first;
      }
      const { needs } = action;
      if (needs === "webtransport" && !server.transports?.webtransport)
        throw new Error(NO_WEBTRANSPORT);
      const who = client(action.who);
      const { socket } = who;
      if (!action.evenOffline && socket.active && !socket.connected) {
        await new Promise<void>((resolve) => socket.once("connect", resolve));
      }
      const hop = trace.append({
        kind: "action",
        at: now(),
        client: who.name,
        label: action.label,
      });
      who.causing(hop.id, (own) => action.run(own));
      return hop.id;
    },
    restartServer,
    mend() {
      for (const { faults } of clients) faults.mend();
    },
    trouble: () => trouble,
    onTrouble(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const { socket } of clients) socket.disconnect();
      server.close();
    },
  };
}
