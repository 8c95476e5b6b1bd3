import * as v from "valibot";
import { programError } from "#contract/stream.ts";
import type { LessonOptions } from "#lab/lesson.ts";
import { CLIENT_NAMES, type ClientName } from "#lab/people.ts";

/**
 * What a page and the frame that runs the reader's clients tell each other. What comes out of the
 * frame is the reader's own code's to forge: it is validated. What the page sends is typed.
 */

/** Where a client's screen is in the frame, in pixels. */
export interface ScreenPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A client that the frame runs. */
export interface FrameClient {
  readonly name: ClientName;
  readonly options: LessonOptions;
}

/** What a client is asked for; it answers once. */
export type Question = "met" | "allSent" | "idle" | "upgraded";

/** What breaks and mends a client's wire, by the names of `Faults`. */
export type FaultCall =
  | { readonly call: "cut" | "restore" | "mend"; readonly args: readonly [] }
  | {
      readonly call: "latency";
      readonly args: readonly [number, (number | undefined)?];
    }
  | { readonly call: "throttle"; readonly args: readonly [number | undefined] }
  | {
      readonly call: "dropNext";
      readonly args: readonly ["in" | "out", (boolean | undefined)?];
    }
  | {
      readonly call: "blockWebSocket" | "loseNextAck";
      readonly args: readonly [boolean];
    };

/** Which frames the lab's network holds, as the page's stage has it. */
export interface PaceNow {
  readonly isSlow: boolean;
  readonly hasBegun: boolean;
}

/** What a page tells the frame. */
export type ToFrame =
  | {
      readonly kind: "run";
      /** The compiled program. */
      readonly body: string;
      readonly clients: readonly FrameClient[];
      /** Whether what the protocol sends by itself is held too. */
      readonly protocol: boolean;
    }
  /** A client's end of the network, with the port transferred; none while the server is gone. */
  | {
      readonly kind: "plug";
      readonly client: ClientName;
      readonly port: MessagePort | undefined;
    }
  | { readonly kind: "connect" | "disconnect"; readonly client: ClientName }
  | {
      readonly kind: "perform";
      readonly client: ClientName;
      /** The action's hop in the page's trace. */
      readonly cause: number;
      readonly call: string;
      readonly args: readonly unknown[];
    }
  | {
      readonly kind: "ask";
      readonly client: ClientName;
      readonly id: number;
      readonly what: Question;
    }
  | {
      readonly kind: "break";
      readonly client: ClientName;
      readonly fault: FaultCall;
    }
  | { readonly kind: "pace"; readonly now: PaceNow }
  /** The stage has shown a held frame land, by its hop in the frame's trace. */
  | {
      readonly kind: "land";
      readonly client: ClientName;
      readonly frame: number;
    }
  | {
      readonly kind: "places";
      readonly places: Readonly<Partial<Record<ClientName, ScreenPlace>>>;
    }
  | { readonly kind: "style"; readonly text: string }
  /** Shows what a client's screen showed once; `picture` is undefined for what it shows now. */
  | {
      readonly kind: "show";
      readonly client: ClientName;
      readonly picture: number | undefined;
    }
  | { readonly kind: "ping"; readonly n: number };

const name = v.picklist(CLIENT_NAMES);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(2_000));
const transport = v.picklist(["polling", "websocket", "webtransport"]);
const state = v.picklist(["connecting", "connected", "disconnected"]);
const maybe = <T extends v.GenericSchema>(schema: T) =>
  v.optional(v.union([schema, v.undefined()]));

/** A hop of the frame's own trace: ids and causes are positions in that. */
const frameHop = v.variant("kind", [
  /** Only says which of the page's hops an action was. */
  v.object({ kind: v.literal("action"), id: count, is: count }),
  v.object({
    kind: v.literal("frame"),
    id: count,
    direction: v.picklist(["in", "out"]),
    transport,
    engine: maybe(text),
    messages: v.array(count),
    data: v.union([v.string(), v.instance(Uint8Array)]),
    size: count,
    cause: maybe(count),
    line: maybe(count),
    held: v.optional(v.literal(true)),
  }),
  v.object({ kind: v.literal("arrival"), id: count, frame: count }),
  v.object({ kind: v.literal("lost"), id: count, frame: count }),
  v.object({
    kind: v.literal("state"),
    id: count,
    state,
    reason: maybe(text),
    recovered: v.optional(v.literal(true)),
  }),
  v.object({
    kind: v.literal("retry"),
    id: count,
    attempt: count,
    delay: v.number(),
  }),
  v.object({
    kind: v.literal("fault"),
    id: count,
    fault: v.picklist([
      "cut",
      "restore",
      "latency",
      "throttle",
      "drop",
      "block-websocket",
      "lose-ack",
    ]),
    text,
  }),
  v.object({ kind: v.literal("note"), id: count, text }),
]);
export type FrameTraceHop = v.InferOutput<typeof frameHop>;

const status = v.object({
  state,
  transport: maybe(transport),
  id: maybe(text),
  reason: maybe(text),
  /** `left`: milliseconds until it is due. */
  retry: maybe(
    v.object({ attempt: count, delay: v.number(), left: v.number() }),
  ),
  recovered: v.boolean(),
  refusal: maybe(text),
  loss: maybe(text),
});
export type FrameStatus = v.InferOutput<typeof status>;

const faults = v.object({
  latency: v.number(),
  jitter: v.number(),
  throttle: maybe(v.number()),
  cut: v.boolean(),
  dropIn: v.boolean(),
  dropOut: v.boolean(),
  loseAck: v.boolean(),
  websocketBlocked: v.boolean(),
});

const fromFrame = v.variant("kind", [
  /** The frame's code is loaded. */
  v.object({ kind: v.literal("ready") }),
  /** The program runs and its screens are drawn; or it has failed, which an `error` says. */
  v.object({ kind: v.literal("started") }),
  v.object({
    kind: v.literal("hops"),
    client: name,
    hops: v.array(frameHop),
  }),
  v.object({ kind: v.literal("status"), client: name, status }),
  v.object({
    kind: v.literal("unsent"),
    client: name,
    unsent: v.array(v.object({ event: text, args: v.array(v.unknown()) })),
  }),
  v.object({ kind: v.literal("faults"), client: name, faults }),
  v.object({ kind: v.literal("answer"), id: count, value: maybe(text) }),
  /** `ends`: no code of the clients' runs any more. */
  v.object({
    kind: v.literal("error"),
    error: programError,
    ends: v.boolean(),
  }),
  /** A client's screen has a new picture of itself, by its number. */
  v.object({ kind: v.literal("picture"), client: name, picture: count }),
  v.object({
    kind: v.literal("pong"),
    n: v.number(),
    /** What clients give up next; `left` in milliseconds. */
    deadlines: v.array(
      v.object({ client: name, left: v.number(), words: text }),
    ),
  }),
]);
/** What the frame tells its page. */
export type FromFrame = v.InferOutput<typeof fromFrame>;

/** What came from a frame; undefined where no frame of ours tells such a thing. */
export function readFromFrame(said: unknown): FromFrame | undefined {
  const read = v.safeParse(fromFrame, said);
  return read.success ? read.output : undefined;
}
