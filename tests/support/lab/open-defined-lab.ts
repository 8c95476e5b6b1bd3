import type { Backend, LabServer, ProgramRef } from "#lab/backends/backend.ts";
import type { Socket } from "socket.io-client";
import type { ClientStatus } from "#lab/client/client-status.ts";
import type { LabClient } from "#lab/client/client.ts";
import type { Faults } from "#lab/wire/faults.ts";
import type { Hop } from "#lab/trace/hop.ts";
import type { TransportName } from "#lab/packet/packet.ts";
import { openLab, type Lab } from "#lab/lab.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import { receivers } from "#lab/trace/questions.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import type { Pace } from "#lab/wire/pace.ts";

/** A lab on the backend under test, with what a test waits for. */
export interface TestLab extends AsyncDisposable {
  readonly trace: TraceView;
  act(action: string): Promise<number>;
  /** Arguments of the next event of that name that the client has not been asked for yet. */
  received(client: ClientName, event: string): Promise<unknown[]>;
  /** Resolves when the server handled what the hop sent and all it emitted has arrived. */
  settled(hop: number): Promise<void>;
  /** Resolves with what `read` gives, asked again after each hop until it gives something. */
  until<T>(read: () => T | undefined): Promise<T>;
  /** Resolves with the first hop, old or new, that fits. */
  hop<T extends Hop>(fits: (hop: Hop) => hop is T): Promise<T>;
  socket(client: ClientName): Socket;
  readonly server: LabServer;
  state(client: ClientName): ClientStatus;
  /** Resolves once the client's status fits. */
  status(
    client: ClientName,
    fits: (status: ClientStatus) => boolean,
  ): Promise<ClientStatus>;
  faults(client: ClientName): Faults;
  restartServer(): Promise<void>;
}

/** Waits until `read` gives something, asked again after each hop. */
function until<T>(trace: TraceView, read: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const first = read();
    if (first !== undefined) return resolve(first);
    const stop = trace.subscribe(() => {
      const found = read();
      if (found === undefined) return;
      stop();
      resolve(found);
    });
  });
}

/** Waits until a client's status fits. */
function statusOf(
  client: LabClient,
  fits: (status: ClientStatus) => boolean,
): Promise<ClientStatus> {
  return new Promise((resolve) => {
    const stop = client.subscribe(check);
    function check(): void {
      const status = client.status();
      if (!fits(status)) return;
      stop();
      resolve(status);
    }
    check();
  });
}

/** Connected, by this transport. */
export const isUpgradedTo =
  (to: TransportName) =>
  ({ state, transport }: ClientStatus): boolean =>
    state === "connected" && transport === to;

/** Connected, by the transport that clients are upgraded to where nothing else is said. */
export const isUpgraded = isUpgradedTo("websocket");

/** A backend, with what ends its server side. */
export type StartedBackend = { backend: Backend } & AsyncDisposable;

/**
 * Opens the lab of a program, or of a lesson by its name, and waits until every client that should be is connected and upgraded; closes
 * `server` with it. `early` is done as the lab starts, before anybody is connected. The network is as
 * slow as `pace` makes it, or not slowed down.
 */
export async function openDefinedLab(
  program: ProgramRef | string,
  definition: LabDefinition & { readonly transport?: TransportName },
  server: StartedBackend,
  early?: (lab: Lab) => void,
  pace?: Pace,
): Promise<TestLab> {
  await using stack = new AsyncDisposableStack();
  stack.use(server);
  let labServer: LabServer | undefined;
  const upgradedBy = (name: ClientName): TransportName =>
    (definition.options?.[name]?.transports?.at(-1) as
      TransportName | undefined) ??
    definition.transport ??
    "websocket";
  const ref = typeof program === "string" ? { lesson: program } : program;
  const backend = {
    ...server.backend,
    open: (...values: Parameters<Backend["open"]>) =>
      (labServer = server.backend.open(...values)),
  };
  const lab = openLab(ref, definition, backend, pace);
  if (!labServer) throw new Error("The lab opened no server.");
  stack.defer(() => lab.close());
  early?.(lab);
  lab.start();

  const inbox = new Map<string, unknown[][]>();
  const asked = new Map<string, ((args: unknown[]) => void)[]>();
  for (const { name, socket } of lab.clients) {
    socket.onAny((event: string, ...args: unknown[]) => {
      const box = `${name} ${event}`;
      const waiting = asked.get(box)?.shift();
      if (waiting) waiting(args);
      else inbox.set(box, [...(inbox.get(box) ?? []), args]);
    });
  }
  await Promise.all(
    lab.clients
      .filter(({ name }) => !definition.offline?.includes(name))
      .map((client) => statusOf(client, isUpgradedTo(upgradedBy(client.name)))),
  );

  const owned = stack.move();
  return {
    trace: lab.trace,
    server: labServer,
    act: (action) => lab.act(action),
    received(client, event) {
      const box = `${client} ${event}`;
      const [first, ...rest] = inbox.get(box) ?? [];
      inbox.set(box, rest);
      if (first) return Promise.resolve(first);
      return new Promise((resolve) =>
        asked.set(box, [...(asked.get(box) ?? []), resolve]),
      );
    },
    settled: (hop) =>
      until(lab.trace, () => receivers(lab.trace, hop)).then(() => undefined),
    until: (read) => until(lab.trace, read),
    hop: <T extends Hop>(fits: (hop: Hop) => hop is T) =>
      until(lab.trace, () => lab.trace.hops.find(fits)),
    socket: (client) => lab.client(client).socket,
    state: (client) => lab.client(client).status(),
    status: (name, fits) => statusOf(lab.client(name), fits),
    faults: (client) => lab.client(client).faults,
    restartServer: () => lab.restartServer(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
