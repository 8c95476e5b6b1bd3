import type { ExpectStatic } from "vitest";
import type { Socket } from "socket.io-client";
import type { LabServer, ServerNews } from "#lab/backends/backend.ts";
import {
  openDefinedLab,
  type StartedBackend,
  type TestLab,
} from "../../support/lab/open-defined-lab.ts";

/** Where a program of a scenario's own runs: on Node, or in the tab. */
export interface ProgramWorld {
  readonly expect: ExpectStatic;
  /** Starts a backend whose lesson "a-lesson" is this program. */
  runs(source: string): Promise<StartedBackend>;
}

/** What must be so of any program, wherever it is run as JavaScript. */
export interface ProgramScenario {
  readonly name: string;
  readonly run: (world: ProgramWorld) => Promise<void>;
}

/** A program with a server; line 3 is the first of `body`. */
export const withServer = (body: string, options = "{}"): string =>
  `import { Server } from "socket.io";\nconst io = new Server(3000, ${options});\n${body}`;

/** Opens a program's lab of two clients and waits until they are connected. */
export const openProgram = async (
  { runs }: ProgramWorld,
  source: string,
): Promise<TestLab> =>
  openDefinedLab(
    "a-lesson",
    { clients: ["Alice", "Bob"], actions: {} },
    await runs(source),
  );

type News = keyof ServerNews;
type Said<K extends News> = Parameters<ServerNews[K]>[0];

/** A program's server without a lab, with what it says. */
export interface OpenServer extends AsyncDisposable {
  readonly server: LabServer;
  /** The next thing of this kind that it says and that has not been asked for. */
  next<K extends News>(kind: K): Promise<Said<K>>;
}

/** Opens the server of a program, which need not start. */
export async function openServer(
  { runs }: ProgramWorld,
  source: string,
): Promise<OpenServer> {
  const started = await runs(source);
  const said = new Map<News, unknown[]>();
  const asked = new Map<News, ((what: never) => void)[]>();
  const tell =
    <K extends News>(kind: K) =>
    (what: Said<K>): void => {
      const waiting = asked.get(kind)?.shift();
      if (waiting) waiting(what as never);
      else said.set(kind, [...(said.get(kind) ?? []), what]);
    };
  const server = started.backend.open(
    { lesson: "a-lesson" },
    {
      hops: tell("hops"),
      programError: tell("programError"),
      programNotice: tell("programNotice"),
      refused: tell("refused"),
      stopped: tell("stopped"),
      note: tell("note"),
    },
  );
  return {
    server,
    next<K extends News>(kind: K) {
      const [first, ...rest] = said.get(kind) ?? [];
      said.set(kind, rest);
      if (first !== undefined) return Promise.resolve(first as Said<K>);
      return new Promise<Said<K>>((resolve) =>
        asked.set(kind, [...(asked.get(kind) ?? []), resolve]),
      );
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await started[Symbol.asyncDispose]();
    },
  };
}

/** A client that connects to a server by these transports, and waits for what happens to it. */
export function connectTo(
  server: LabServer,
  transports: string[] = ["polling"],
) {
  const { polling, websocket } = server.transports ?? {};
  const own = { polling, websocket };
  const named = transports.map(
    (name) => own[name as keyof typeof own] ?? name,
  ) as NonNullable<Socket["io"]["opts"]["transports"]>;
  const socket = server.connect({
    transports: named,
    reconnectionDelay: 10,
    reconnectionDelayMax: 10,
  });
  const next = (event: string): Promise<unknown> =>
    new Promise((resolve) => socket.once(event, resolve));
  return { socket, next };
}
