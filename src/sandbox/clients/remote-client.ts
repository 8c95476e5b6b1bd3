import type { ClientParts, LabClient } from "#lab/client/client.ts";
import { APART, type ClientStatus } from "#lab/client/client-status.ts";
import type { Deadline } from "#lab/client/deadlines.ts";
import type { Unsent } from "#lab/client/unsent.ts";
import type { ClientName } from "#lab/people.ts";
import type { NewHop } from "#lab/trace/trace.ts";
import { WHOLE, type Faults, type FaultState } from "#lab/wire/faults.ts";
import { REAL_TIME } from "#lab/wire/pace.ts";
import type {
  FaultCall,
  FrameStatus,
  FrameTraceHop,
  FromFrame,
  Question,
  ToFrame,
} from "./messages.ts";

/** What a frame tells of one client. */
export type FromClient = Extract<
  FromFrame,
  { kind: "hops" | "status" | "unsent" | "faults" }
>;

/** A client that runs in a frame, as its page's lab has it. */
export interface RemoteClient extends LabClient {
  take(message: FromClient): void;
  answered(id: number, value: string | undefined): void;
  waits(deadline: Deadline | undefined): void;
}

/** Numbers of questions, of all clients of all frames. */
let asked = 0;

/**
 * Makes the page's end of a client in a frame. What the frame tells was checked by its schema, and
 * is put into the lab's trace here: as its own client's, and with causes that there are.
 */
export function createRemoteClient(
  name: ClientName,
  { trace, now, pace = REAL_TIME }: ClientParts,
  post: (message: ToFrame) => void,
): RemoteClient {
  const status = createStore<ClientStatus>(APART);
  const unsent = createStore<readonly Unsent[]>([]);
  const faulty = createStore<FaultState>(WHOLE);
  const questions = new Map<number, (value: string | undefined) => void>();
  /** By a hop in the frame's trace, its place in the page's. */
  const places = new Map<number, number>();
  let deadline: Deadline | undefined;

  function placed(hop: FrameTraceHop, place: number): NewHop | undefined {
    const at = now();
    if (hop.kind === "action") return undefined;
    if (hop.kind === "note") return { kind: "note", at, text: hop.text };
    if (hop.kind === "arrival" || hop.kind === "lost") {
      const frame = places.get(hop.frame);
      const known = frame === undefined ? undefined : trace.hops[frame];
      // Of a frame of another client's, or one that there is not, it has nothing to say.
      return frame === undefined || (known && known.kind !== "frame")
        ? undefined
        : { kind: hop.kind, at, client: name, frame };
    }
    places.set(hop.id, place);
    if (hop.kind === "frame") {
      const cause = hop.cause === undefined ? undefined : places.get(hop.cause);
      const { direction, transport, engine, messages, data, size } = hop;
      const { line, held } = hop;
      return {
        kind: "frame",
        direction,
        transport,
        messages,
        data,
        size,
        at,
        client: name,
        cause,
        engine,
        line,
        ...(held && { held }),
      };
    }
    if (hop.kind === "state") {
      const { kind, state, reason, recovered } = hop;
      const more = recovered && { recovered };
      return { kind, at, client: name, state, reason, ...more };
    }
    if (hop.kind === "retry") {
      const { kind, attempt, delay } = hop;
      return { kind, at, client: name, attempt, delay };
    }
    return {
      kind: hop.kind,
      at,
      client: name,
      fault: hop.fault,
      text: hop.text,
    };
  }

  function append(hops: readonly FrameTraceHop[]): void {
    const next: NewHop[] = [];
    const held: { place: number; frame: number }[] = [];
    for (const hop of hops) {
      const place = trace.hops.length + next.length;
      if (hop.kind === "action" && trace.hops[hop.is]?.kind === "action")
        places.set(hop.id, hop.is);
      const known = placed(hop, place);
      if (!known) continue;
      next.push(known);
      if (hop.kind === "frame" && hop.held) held.push({ place, frame: hop.id });
    }
    trace.appendAll(next);
    for (const { place, frame } of held)
      pace.hold(place, () => post({ kind: "land", client: name, frame }));
  }

  const ask = (what: Question): Promise<string | undefined> =>
    new Promise((resolve) => {
      const id = ++asked;
      questions.set(id, resolve);
      post({ kind: "ask", client: name, id, what });
    });
  const breaks = (fault: FaultCall): void =>
    post({ kind: "break", client: name, fault });

  const faults: Faults = {
    state: faulty.get,
    subscribe: faulty.subscribe,
    cut: () => breaks({ call: "cut", args: [] }),
    restore: () => breaks({ call: "restore", args: [] }),
    latency: (...args) => breaks({ call: "latency", args }),
    throttle: (...args) => breaks({ call: "throttle", args }),
    dropNext: (...args) => breaks({ call: "dropNext", args }),
    blockWebSocket: (...args) => breaks({ call: "blockWebSocket", args }),
    loseNextAck: (lose = true) => breaks({ call: "loseNextAck", args: [lose] }),
    mend: () => breaks({ call: "mend", args: [] }),
  };

  return {
    name,
    faults,
    status: status.get,
    subscribe: status.subscribe,
    // It forgets by itself.
    forgetLoss: () => undefined,
    unsent: unsent.get,
    onUnsent: unsent.subscribe,
    connect() {
      // So that it isn't taken for one that is to stay away, before it says so itself.
      status.set({ ...APART, state: "connecting" });
      post({ kind: "connect", client: name });
    },
    disconnect: () => post({ kind: "disconnect", client: name }),
    deadline: () => deadline,
    met: () => ask("met"),
    allSent: () => ask("allSent").then(() => undefined),
    idle: () => ask("idle").then(() => undefined),
    upgraded: () => ask("upgraded").then(() => undefined),
    perform(cause, { run }) {
      if (typeof run === "function")
        throw new Error(
          "This action calls the lesson’s own client.jsx, and the lab runs another one.",
        );
      post({ kind: "perform", client: name, cause, ...run });
    },
    take(message) {
      switch (message.kind) {
        case "hops":
          append(message.hops);
          return;
        case "status":
          status.set(statusOf(message.status));
          return;
        case "unsent":
          unsent.set(message.unsent);
          return;
        case "faults":
          faulty.set({ ...message.faults, throttle: message.faults.throttle });
      }
    },
    answered(id, value) {
      questions.get(id)?.(value);
      questions.delete(id);
    },
    waits: (next) => (deadline = next),
  };
}

function statusOf({ retry, ...told }: FrameStatus): ClientStatus {
  const { transport, id, reason, refusal, loss } = told;
  return {
    ...told,
    transport,
    id,
    reason,
    refusal,
    loss,
    retry: retry && {
      attempt: retry.attempt,
      delay: retry.delay,
      at: performance.now() + retry.left,
    },
  };
}

/** A value that others are told of when it changes. */
function createStore<T>(first: T) {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    get: (): T => value,
    set(next: T): void {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
