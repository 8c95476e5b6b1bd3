import type { Socket } from "socket.io-client";
import type { ProgramError } from "#contract/stream.ts";
import type { LabServer } from "../backends/backend.ts";
import type { ClientCall, LessonOptions, SocketAction } from "../lesson.ts";
import { eventNames } from "../packet/event.ts";
import type { ClientName } from "../people.ts";
import type { NewHop, Trace } from "../trace/trace.ts";
import { noteRegistrations, takeLine } from "../wire/call-sites.ts";
import { createFaults, type Faults } from "../wire/faults.ts";
import type { PacketMark, TappedFrame } from "../wire/message-counter.ts";
import { nameTransports } from "../wire/named-transports.ts";
import { REAL_TIME, type Pace } from "../wire/pace.ts";
import { createTappedTransports } from "../wire/wire.ts";
import { createClientCause } from "./client-cause.ts";
import { followStatus, type StatusStore } from "./client-status.ts";
import { watchDeadlines, type Deadline } from "./deadlines.ts";
import { createPayloadLimit } from "./payload-limit.ts";
import { allSent, idle, met, upgraded } from "./socket-moments.ts";
import { followUnsent, type UnsentStore } from "./unsent.ts";

/** One participant of a lab, with a real socket, wherever that is. */
export interface LabClient extends StatusStore, UnsentStore {
  readonly name: ClientName;
  /** Breaks and mends its wire. */
  readonly faults: Faults;
  connect(): void;
  disconnect(): void;
  /** What it gives up next, unless that comes before; undefined where it waits for nothing. */
  deadline(): Deadline | undefined;
  /** Resolves once it is connected, or with why the server has refused it for good. */
  met(): Promise<string | undefined>;
  /** Resolves once what it has emitted has left it: while its transport is upgraded, that is held back. */
  allSent(): Promise<void>;
  /** Resolves once it has done what follows by itself from what it was handed. */
  idle(): Promise<void>;
  /** Resolves once it has changed to a better transport, where it tries one. */
  upgraded(): Promise<void>;
  /** Does an action, so that what it sends names `cause` as its cause. */
  perform(cause: number, action: SocketAction): void;
}

/** A client whose socket is in this page. */
export interface PageClient extends LabClient {
  readonly socket: Socket;
}

/** What a client is made of, besides its name. */
export interface ClientParts {
  readonly server: Pick<LabServer, "transports" | "connect" | "attach">;
  readonly trace: Trace;
  /** Milliseconds since the lab opened. */
  readonly now: () => number;
  readonly options?: LessonOptions | undefined;
  readonly pace?: Pace;
  /** Is told of an error in its program, where that is the reader's own. */
  readonly programError?: (error: ProgramError) => void;
  /** Calls a function of its client.jsx by name; where it has none, no action says a name. */
  readonly call?: (call: ClientCall, socket: Socket) => unknown;
}

/** Makes one client of a lab: its socket, its tapped wire, its state in the trace. */
export function createClient(
  name: ClientName,
  {
    server,
    trace,
    now,
    options = {},
    pace = REAL_TIME,
    call = notByName,
  }: ClientParts,
): PageClient {
  const cause = createClientCause();
  const limit = createPayloadLimit(name);
  /** By an event, the line of client.jsx that listens for it. */
  const listening = new Map<string, number>();
  const { faults, network } = createFaults(
    name,
    (fault, text) => {
      trace.append({ kind: "fault", at: now(), client: name, fault, text });
    },
    pace,
  );

  const loss = (frame: number): NewHop => ({
    kind: "lost",
    at: now(),
    client: name,
    frame,
  });
  const lineOf = ({
    direction,
    mark,
    data,
  }: TappedFrame): number | undefined =>
    direction === "out"
      ? mark?.line
      : eventNames(data)
          .map((event) => listening.get(event))
          .find((line) => line !== undefined);

  /** Whether the reader sent events by it: other events answer a frame, as on a new connection. */
  const isOfReader = ({ direction, mark, data }: TappedFrame): boolean =>
    direction === "out" &&
    (mark?.cause === undefined || trace.hops[mark.cause]?.kind === "action") &&
    eventNames(data).length > 0;

  /** Puts a frame into the trace, and returns its hop. */
  function record(tapped: TappedFrame): number {
    limit.saw(tapped);
    if (isOfReader(tapped)) status.forgetLoss();
    const { direction, transport, engine, messages, data, size } = tapped;
    const { mark, lost, held } = tapped;
    const id = trace.hops.length;
    const hop: NewHop = {
      kind: "frame",
      at: now(),
      client: name,
      direction,
      transport,
      engine,
      messages,
      data,
      size,
      cause: mark?.cause,
      line: lineOf(tapped),
      ...(held && { held }),
    };
    // A loss that is known at once is told with the frame.
    trace.appendAll(lost ? [hop, loss(id)] : [hop]);
    return id;
  }

  /** Of a packet that was emitted earlier and is sent only now. */
  let earlier: PacketMark | undefined;
  const markNow = (): PacketMark => ({ cause: cause.now(), line: takeLine() });

  const tap = {
    network,
    mark: () => earlier ?? markNow(),
    frame: record,
    arrive: (frame: number) =>
      void trace.append({ kind: "arrival", at: now(), client: name, frame }),
    lose: (frame: number) => void trace.append(loss(frame)),
    hand: cause.hand,
  };
  const socket = server.connect({
    ...options,
    transports: createTappedTransports(tap, server.transports),
  });
  nameTransports(socket.io.opts, options.transports);
  noteRegistrations(socket, listening);
  const deadline = watchDeadlines(socket);
  const unsent = followUnsent(socket, markNow, (mark, send) => {
    earlier = mark;
    try {
      send();
    } finally {
      earlier = undefined;
    }
  });
  const status = followStatus(socket, {
    name,
    trace,
    now,
    whatWasLost: limit.whatWasLost,
  });

  return {
    name,
    socket,
    faults,
    deadline,
    ...status,
    ...unsent,
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
    met: () => met(name, socket),
    allSent: () => allSent(socket),
    idle: () => idle(socket, deadline),
    upgraded: () => upgraded(socket),
    perform: (hop, { run }) =>
      cause.causing(hop, () =>
        typeof run === "function" ? run(socket) : call(run, socket),
      ),
  };
}

const notByName = ({ call }: ClientCall): never => {
  throw new Error(
    `This client has no program whose "${call}" could be called by its name.`,
  );
};
