import type { ManagerOptions, Socket, SocketOptions } from "socket.io-client";
import type { Faults } from "./wire/faults.ts";
import type { TransportName } from "./packet/packet.ts";
import type { ClientName } from "./people.ts";
import type { TraceView } from "./trace/trace.ts";

/** A call of a function that client.jsx exports: with the client's socket, then `args`, which are plain data. */
export interface ClientCall {
  readonly call: string;
  readonly args: readonly unknown[];
}

/**
 * For clients that the reader writes: an action that calls a function of theirs by its name,
 * `does("Alice", "Alice tells a joke", calls("tellJoke", word("joke")))`.
 */
export const calls = (call: string, ...args: unknown[]): ClientCall => ({
  call,
  args,
});

/** A client does something. It waits until that client is connected. */
export interface SocketAction {
  /** What the button says. */
  readonly label: string;
  /** What the one on its client's own screen says, where the label can't be made an imperative. */
  readonly order?: string;
  /** Whose socket does it. */
  readonly who: ClientName;
  /** Does it, by calling the functions of client.jsx: those of the lesson, or by name the reader's own. */
  readonly run: ((socket: Socket) => unknown) | ClientCall;
  /** Does not wait: what a client emits that is not connected waits in its buffer. */
  readonly evenOffline?: true;
  /** The transport without which it means nothing: where the server has none, it is refused. */
  readonly needs?: TransportName;
}

/** Something is broken or mended, at once. */
export interface FaultAction {
  /** What the button says. */
  readonly label: string;
  /** What the one on its client's own screen says, where the label can't be made an imperative. */
  readonly order?: string;
  /** On whose screen its button stands; the server has none. */
  readonly who: ClientName | "server";
  readonly fault: (lab: Breakable) => unknown;
}

/** A lab, as what breaks it sees it. */
export interface Breakable {
  client(name: ClientName): {
    readonly socket: Socket;
    readonly faults: Faults;
  };
  /** Ends the server's program as a crash would, and runs it again. */
  restartServer(): Promise<void>;
}

/** A client does something: `does("Alice", "Alice waves", (socket) => wave(socket))`. */
export const does = (
  who: ClientName,
  label: string,
  run: SocketAction["run"],
  how: Pick<SocketAction, "evenOffline" | "needs" | "order"> = {},
): SocketAction => ({ who, label, run, ...how });

/** Something is broken or mended: `breaks("server", "Cut Bob off", ({ client }) => client("Bob").faults.cut())`. */
export const breaks = (
  who: FaultAction["who"],
  label: string,
  fault: FaultAction["fault"],
  how: Pick<FaultAction, "order"> = {},
): FaultAction => ({ who, label, fault, ...how });

/** Something the reader can make happen with one press, in the prose or on a client's screen. */
export type Action = SocketAction | FaultAction;

/** A question that running an action answers: the right options are read off the trace. */
export interface Prediction {
  readonly question: string;
  readonly options: readonly string[];
  /** The action that settles it. */
  readonly action: string;
  /** The right options as the trace shows them, or undefined while it cannot tell yet. */
  readonly observe: (
    trace: TraceView,
    actionHop: number,
  ) => readonly string[] | undefined;
  /** One sentence that says why, shown with the answer. */
  readonly because: string;
}

/** What a lesson may say of how a client connects, by Socket.IO's own names. */
export type LessonOptions = Omit<
  Partial<ManagerOptions & SocketOptions>,
  "path" | "forceNew" | "autoConnect" | "transportOptions"
>;

/** What a lesson's lab.ts says of its lab. */
export interface LabDefinition {
  readonly clients: readonly ClientName[];
  /** By id; the id is what `<Try action="…">` names. */
  readonly actions: Readonly<Record<string, Action>>;
  /** By id; the id is what `<Predict id="…">` names. */
  readonly predictions?: Readonly<Record<string, Prediction>>;
  /** Clients that do not connect by themselves when the lab opens. */
  readonly offline?: readonly ClientName[];
  /**
   * Where the lesson is about what the protocol sends by itself: from when its packets are shown,
   * each taking its time. Where nothing is said they pass at full speed and aren't shown.
   */
  readonly protocol?: "from the start" | "once all are connected";
  /** Options of a client's `io()`; Socket.IO's defaults where nothing is said. */
  readonly options?: Readonly<Partial<Record<ClientName, LessonOptions>>>;
}

/**
 * Types a lesson's lab without losing its literal ids.
 *
 * @example
 * export default defineLab({
 *   clients: ["Alice", "Bob"],
 *   actions: {
 *     "alice-sends": {
 *       label: "Alice sends hello",
 *       who: "Alice",
 *       run: (socket) => say(socket, "hello"),
 *     },
 *   },
 * });
 */
export const defineLab = <T extends LabDefinition>(lab: T): T => lab;
