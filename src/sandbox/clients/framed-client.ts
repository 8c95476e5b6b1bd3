import { createClientNetwork } from "#lab/backends/tab/client-network.ts";
import { socketOn, VIRTUAL_TRANSPORTS } from "#lab/backends/tab/transports.ts";
import { createClient, type PageClient } from "#lab/client/client.ts";
import type { ClientCall } from "#lab/lesson.ts";
import { createStagePace } from "#lab/playback/stage-pace.ts";
import type { Hop } from "#lab/trace/hop.ts";
import { createTrace } from "#lab/trace/trace.ts";
import type { Socket } from "socket.io-client";
import type {
  FaultCall,
  FrameClient,
  FrameTraceHop,
  FromFrame,
  PaceNow,
  Question,
} from "./messages.ts";

/** Of what waits in a socket, so much is told. */
const UNSENT_TOLD = 200;

/** A client in the frame, as the page's messages reach it. */
export interface FramedClient {
  readonly client: PageClient;
  plug(port: MessagePort | undefined): void;
  /** Does what an action says; `cause` is the action's hop in the page's trace. */
  perform(cause: number, call: ClientCall): void;
  ask(id: number, what: Question): void;
  breaks(fault: FaultCall): void;
  pace(now: PaceNow): void;
  /** The stage has shown a held frame land. */
  land(frame: number): void;
}

/**
 * Makes a real client on a tapped wire, as a page does, and tells the page what becomes of it:
 * its hops, its state, its faults, and what it has not sent yet.
 */
export function createFramedClient(
  { name, options }: FrameClient,
  deps: {
    readonly protocol: boolean;
    readonly post: (message: FromFrame) => void;
    readonly call: (call: ClientCall, socket: Socket) => unknown;
  },
): FramedClient {
  const { post } = deps;
  const network = createClientNetwork();
  const pace = createStagePace(
    deps.protocol ? "from the start" : undefined,
    false,
  );
  const trace = createTrace();
  /** By an action's hop here, its hop in the page's trace. */
  const actions = new Map<number, number>();
  let untold: FrameTraceHop[] = [];

  // What happens in one turn is told together.
  trace.subscribe((hop) => {
    const told = asTold(hop, actions);
    if (told && untold.push(told) === 1)
      queueMicrotask(() => {
        post({ kind: "hops", client: name, hops: untold });
        untold = [];
      });
  });

  const client = createClient(name, {
    server: {
      transports: VIRTUAL_TRANSPORTS,
      connect: (given) => socketOn(network, given),
    },
    trace,
    now: () => performance.now(),
    options,
    pace,
    call: deps.call,
  });

  const tellStatus = (): void => {
    const { retry, ...status } = client.status();
    post({
      kind: "status",
      client: name,
      status: {
        ...status,
        retry: retry && {
          attempt: retry.attempt,
          delay: retry.delay,
          left: retry.at - performance.now(),
        },
      },
    });
  };
  client.subscribe(tellStatus);
  let isUnsentTold = true;
  client.onUnsent(() => {
    if (!isUnsentTold) return;
    isUnsentTold = false;
    queueMicrotask(() => {
      isUnsentTold = true;
      const unsent = client
        .unsent()
        .slice(0, UNSENT_TOLD)
        .map(({ event, args }) => ({ event, args: plain(args) }));
      post({ kind: "unsent", client: name, unsent });
    });
  });
  const { faults } = client;
  faults.subscribe(() =>
    post({ kind: "faults", client: name, faults: faults.state() }),
  );

  return {
    client,
    plug: network.plug,
    perform(cause, run) {
      const id = trace.hops.length;
      actions.set(id, cause);
      trace.append({
        kind: "action",
        at: performance.now(),
        client: name,
        label: run.call,
      });
      client.perform(id, { label: run.call, who: name, run });
    },
    ask(id, what) {
      void client[what]().then((value) =>
        post({
          kind: "answer",
          id,
          ...(typeof value === "string" && { value }),
        }),
      );
    },
    breaks({ call, args }) {
      (faults[call] as (...values: readonly unknown[]) => void)(...args);
    },
    pace({ isSlow, hasBegun }) {
      if (hasBegun) pace.begin();
      pace.setSlow(isSlow);
    },
    land: (frame) => pace.release((held) => held === frame),
  };
}

/** A hop as the page is told of it; undefined for what it knows by itself. */
function asTold(
  hop: Hop,
  actions: ReadonlyMap<number, number>,
): FrameTraceHop | undefined {
  if (hop.kind === "server") return undefined;
  if (hop.kind === "action") {
    const is = actions.get(hop.id);
    return is === undefined ? undefined : { kind: "action", id: hop.id, is };
  }
  // Its schema leaves out what the page knows: when, and whose.
  return hop as FrameTraceHop;
}

/** Values that a message can carry, in the place of those that it cannot. */
const plain = (args: readonly unknown[]): unknown[] =>
  args.map((value) => {
    try {
      return structuredClone(value);
    } catch {
      return String(value);
    }
  });
