import { arrival } from "./client/arrival.ts";
import { until } from "./client/socket-moments.ts";
import type { Backend, ProgramRef } from "./backends/backend.ts";
import {
  createClient,
  type ClientParts,
  type LabClient,
  type PageClient,
} from "./client/client.ts";
import { createTroubles, type LabTrouble } from "./lab-trouble.ts";
import type { Breakable, LabDefinition } from "./lesson.ts";
import type { ClientName } from "./people.ts";
import { createTrace, type TraceView } from "./trace/trace.ts";
import { REAL_TIME, type Pace } from "./wire/pace.ts";

/**
 * A running stage: one private server, some clients, one trace.
 *
 * @example
 * const lab = openLab({ lesson: "send" }, definition, backend);
 * lab.start();
 * const hop = await lab.act("alice-sends");
 * console.log(lab.trace.effectsOf(hop));
 * lab.close();
 */
export interface Lab<Client extends LabClient = PageClient> {
  readonly program: ProgramRef;
  readonly definition: LabDefinition;
  readonly trace: TraceView;
  readonly clients: readonly Client[];
  client(name: ClientName): Client;
  /** Connects the clients, once their screens listen. Calling it again does nothing. */
  start(): void;
  /** Has what happens from now on shown, though the start may not be over: the reader does something. */
  endStart(): void;
  /**
   * Does an action of the lesson and returns its hop. Waits first until the lab has started and
   * each of its clients has come, and while its own is connecting; not where that has no network,
   * since what it emits then waits in its socket. A fault, and what is done even offline, wait for
   * the start only. Throws on an id
   * the lesson does not have, where a fault cannot be made, where the server has not the transport
   * that the action needs, and where the lab closes meanwhile.
   */
  act(action: string): Promise<number>;
  /** Ends the server's program as a crash would, and runs it again. Rejects where it cannot. */
  restartServer(): Promise<void>;
  /** Mends every client's wire. */
  mend(): void;
  trouble(): LabTrouble | undefined;
  /** What in the program has no effect in a lab; the same array until it changed. */
  notices(): readonly string[];
  dismissNotices(): void;
  /** Told when the trouble or the notices changed. Returns what ends it. */
  onTrouble(listener: () => void): () => void;
  /** Told once when the lab closes. Returns what ends it. */
  onClose(listener: () => void): () => void;
  close(): void;
}

const NO_WEBTRANSPORT =
  "This server has no WebTransport. Choose “Node in this tab” in the header, then press it again.";
const CLOSED =
  "The lab was opened anew before this client was connected. Press it again.";

/** A lab as its page sees it, wherever its clients run. */
export type AnyLab = Lab<LabClient>;

/** Makes a client of a lab. */
export type MakeClient<Client extends LabClient> = (
  name: ClientName,
  parts: ClientParts,
) => Client;

/** What a program is called in a sentence about its lab. */
const nameOf = (program: ProgramRef): string =>
  "lesson" in program ? `"${program.lesson}"` : program.file;

/**
 * Opens the lab of a program on a backend. Its clients connect when it is started, by a network
 * that is as slow as `pace` makes it. Throws a sentence where the backend never runs such a program.
 */
export function openLab(
  program: ProgramRef,
  definition: LabDefinition,
  backend: Backend,
  pace?: Pace,
): Lab {
  return openLabOf(createClient, program, definition, backend, pace);
}

/** Opens a lab whose clients are made by `makeClient`: not all have their sockets in this page. */
export function openLabOf<Client extends LabClient>(
  makeClient: MakeClient<Client>,
  program: ProgramRef,
  definition: LabDefinition,
  backend: Backend,
  pace: Pace = REAL_TIME,
): Lab<Client> {
  const trace = createTrace();
  const opened = performance.now();
  const now = (): number => performance.now() - opened;
  const note = (text: string): void => {
    trace.append({ kind: "note", at: now(), text });
  };

  const troubles = createTroubles(note, () =>
    clients.some((each) => each.status().state === "connected"),
  );
  const server = backend.open(program, {
    ...troubles.news,
    hops(run, batch) {
      const at = now();
      trace.appendAll(batch.map((step) => ({ kind: "server", at, run, step })));
      troubles.runs();
    },
  });

  const clients = definition.clients.map((name) =>
    makeClient(name, {
      server,
      trace,
      now,
      options: definition.options?.[name],
      pace,
      programError: troubles.news.programError,
    }),
  );
  const client = (name: ClientName): Client => {
    const found = clients.find((candidate) => candidate.name === name);
    if (!found)
      throw new Error(`The lab of ${nameOf(program)} has no client ${name}.`);
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
      troubles.refuse(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  const closing = new Set<() => void>();
  const started = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<never>();
  // Often nobody waits.
  closed.promise.catch(() => undefined);
  let running = false;
  /** Settles when all who connect at the start have come: what the prose promises holds for all. */
  let arrivals: Promise<unknown> = Promise.resolve();

  return {
    program,
    definition,
    trace,
    clients,
    client,
    start() {
      if (running) return;
      running = true;
      const coming = clients.filter(
        ({ name }) => !definition.offline?.includes(name),
      );
      for (const each of coming) each.connect();
      if (definition.protocol === "from the start") pace.begin();
      arrivals = Promise.all(coming.map((each) => arrival(each, trace)));
      const settled = definition.protocol
        ? arrivals.then(() =>
            Promise.all(coming.map((each) => each.upgraded())),
          )
        : arrivals;
      void settled.finally(pace.begin);
      started.resolve();
    },
    endStart: pace.begin,
    async act(id) {
      const action = definition.actions[id];
      if (!action) {
        const known = Object.keys(definition.actions).join(", ");
        throw new Error(
          `The lab of ${nameOf(program)} has no action "${id}". It has: ${known}.`,
        );
      }
      if (!running) await Promise.race([started.promise, closed.promise]);
      if ("fault" in action) {
        // A fault is a hop of its own.
        const first = trace.hops.length;
        await action.fault({
          client: (name) => breakable(client(name)),
          restartServer,
        });
        return first;
      }
      const { needs } = action;
      if (needs === "webtransport" && !server.transports?.webtransport)
        throw new Error(NO_WEBTRANSPORT);
      const who = client(action.who);
      if (!action.evenOffline) {
        await Promise.race([arrivals, closed.promise]);
        // Who is cut off emits all the same: the socket keeps it until it is connected again.
        if (who.status().state === "connecting" && !who.faults.state().cut) {
          await Promise.race([isConnected(who), closed.promise]);
        }
      }
      pace.begin();
      const hop = trace.append({
        kind: "action",
        at: now(),
        client: who.name,
        label: action.label,
      });
      who.perform(hop.id, action);
      return hop.id;
    },
    restartServer,
    mend() {
      for (const { faults } of clients) faults.mend();
    },
    trouble: troubles.now,
    notices: troubles.notices,
    dismissNotices: troubles.dismissNotices,
    onTrouble: troubles.subscribe,
    onClose(listener) {
      closing.add(listener);
      return () => closing.delete(listener);
    },
    close() {
      closed.reject(new Error(CLOSED));
      for (const listener of [...closing]) listener();
      for (const each of clients) each.disconnect();
      server.close();
    },
  };
}

/** Resolves once a client is connected. */
const isConnected = (client: LabClient): Promise<void> =>
  until(client.subscribe, () => client.status().state === "connected");

/** A client as an action of a lesson breaks it, or has it do something. */
const breakable = (client: LabClient): ReturnType<Breakable["client"]> => ({
  faults: client.faults,
  get socket() {
    if ("socket" in client) return (client as PageClient).socket;
    throw new Error(
      `${client.name}’s socket is not in this page: call a function of its client.jsx by its name.`,
    );
  },
});
