import type {
  Cause,
  DoneHop,
  EmitHop,
  HandlerHop,
  MessageRef,
  RoomHop,
  ServerHop,
} from "#contract/hop.ts";
import { createTokenBucket } from "../program/token-bucket.ts";
import { programLine } from "./call-site.ts";
import type { Uncaught } from "../program/lab-process.ts";
import type { Scopes } from "./scope.ts";

/** The tap of one run of one lab's program: turns what happens inside its server into hops. */
export interface Tap {
  readonly scopes: Scopes;
  /** The messages of the packet that is being sent now; undefined between packets. */
  sending: MessageRef[] | undefined;
  /** The next broadcast is a `socket.emit`, sent through the adapter for its recovery. */
  direct: boolean;
  /** The message whose handlers are called now; not set while one of them runs. */
  incoming: Cause | undefined;
  /** Engine id of the connection that a socket is being made for. */
  creating: string | undefined;
  handler(at: Place, event: string, engine: string): number;
  emit(at: Place, sent: Sent): void;
  room(at: Place, kind: "join" | "leave", room: string, engine: string): void;
  /** Promises of the handlers that run now for one message; undefined while there is none. */
  running: Promise<unknown>[] | undefined;
  /**
   * Runs `work`, which calls the handlers of a message, and tells that the server is done with it:
   * when they have ended.
   */
  handle(at: Place, event: string, engine: string, work: () => void): void;
  /** Line of the program that stands on the stack under `below`. */
  lineBelow(below: (...values: never) => unknown): number | undefined;
  /** Tells of an error that the program threw, or with which a promise of its was rejected. */
  report(error: unknown, how?: Uncaught): void;
  /** The program has ended itself: none of its handlers runs again, and nothing is recorded. */
  over: boolean;
}

/** Where in the program and in which namespace; `cause` when the scope does not say it. */
export interface Place {
  namespace: string;
  line?: number | undefined;
  cause?: Cause | undefined;
}

export interface Sent {
  how: EmitHop["how"];
  event?: string | undefined;
  rooms: string[];
  except: string[];
  to: MessageRef[];
}

/**
 * To find a line costs as much as all else that the tap does. Nobody can follow a lab that emits
 * more than this, so what comes faster goes without its line; handlers have theirs always.
 */
const LINES_PER_SECOND = 200;
const LINE_BURST = 1_000;

/** `record` gets each hop as it happens; `report` each error of the program. */
export function createTap(deps: {
  scopes: Scopes;
  record: (hop: ServerHop) => void;
  report: (error: unknown, how?: Uncaught) => void;
}): Tap {
  const { scopes, report } = deps;
  const mayLook = createTokenBucket(LINES_PER_SECOND, LINE_BURST);
  let last = 0;
  const tap: Tap = {
    scopes,
    report,
    over: false,
    sending: undefined,
    direct: false,
    incoming: undefined,
    creating: undefined,
    running: undefined,
    handler(place, event, engine) {
      const { namespace } = place;
      const hop: HandlerHop = {
        id: ++last,
        at: now(),
        kind: "handler",
        namespace,
        event,
        engine,
      };
      record(placed(hop, place));
      return hop.id;
    },
    emit(place, { how, event, rooms, except, to }) {
      const { namespace } = place;
      const hop: EmitHop = {
        id: ++last,
        at: now(),
        kind: "emit",
        namespace,
        how,
        rooms,
        except,
        to,
      };
      if (event !== undefined) hop.event = event;
      record(placed(hop, place));
    },
    room(place, kind, room, engine) {
      const { namespace } = place;
      const hop: RoomHop = {
        id: ++last,
        at: now(),
        kind,
        namespace,
        room,
        engine,
      };
      record(placed(hop, place));
    },
    handle(place, event, engine, work) {
      const outer = tap.running;
      const running: Promise<unknown>[] = [];
      tap.running = running;
      try {
        work();
      } finally {
        tap.running = outer;
        if (running.length > 0)
          void Promise.allSettled(running).then(() =>
            done(place, event, engine),
          );
        else done(place, event, engine);
      }
    },
    lineBelow: (below) => (mayLook() ? programLine(below) : undefined),
  };

  function done(place: Place, event: string, engine: string): void {
    const { namespace, cause } = place;
    // What it would be done with is not known.
    if (!cause) return;
    const hop: DoneHop = {
      id: ++last,
      at: now(),
      kind: "done",
      namespace,
      event,
      engine,
    };
    record(placed(hop, place));
  }

  function record(hop: ServerHop): void {
    if (!tap.over) deps.record(hop);
  }

  function placed<H extends ServerHop>(hop: H, place: Place): H {
    if (place.line !== undefined) hop.line = place.line;
    if (place.cause) {
      hop.cause = place.cause;
      return hop;
    }
    const scope = scopes.get();
    if (scope?.tap !== tap || !scope.cause) return hop;
    hop.cause = scope.cause;
    if (scope.inferred) hop.inferred = true;
    return hop;
  }

  return tap;
}

/** Milliseconds since the Unix epoch, to a hundredth. */
function now(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 100) / 100;
}
