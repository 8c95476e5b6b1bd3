import * as v from "valibot";

/**
 * Names one Engine.IO message of one engine connection: the `n`th message, counted from 1,
 * that crossed it in one direction. Engine.IO keeps order, so both ends count the same.
 */
export const messageRef = v.tuple([v.string(), v.number()]);
export type MessageRef = v.InferOutput<typeof messageRef>;

/** What made a hop happen: an incoming message, or an earlier hop of the server. */
export const cause = v.variant("by", [
  v.object({ by: v.literal("message"), message: messageRef }),
  v.object({ by: v.literal("hop"), hop: v.number() }),
]);
export type Cause = v.InferOutput<typeof cause>;

const base = {
  /** Counts from 1 within one run of a lab's program. */
  id: v.number(),
  /** Milliseconds since the Unix epoch, by the server's clock, with fractions. */
  at: v.number(),
  cause: v.optional(cause),
  /** The server could not be sure of the cause and says its best guess. */
  inferred: v.optional(v.literal(true)),
  /** Line of the program, from 1: where the handler was registered, or where the call stands. */
  line: v.optional(v.number()),
  namespace: v.string(),
};

/** A handler of the program ran: an event's, "connection" or "disconnect". */
export const handlerHop = v.object({
  ...base,
  kind: v.literal("handler"),
  event: v.string(),
  /** Engine id of the connection it ran for. */
  engine: v.string(),
});

/** The program (or Socket.IO itself, for a connect) sent one packet to some sockets. */
export const emitHop = v.object({
  ...base,
  kind: v.literal("emit"),
  /** "socket": straight to one socket. "broadcast": through the adapter. */
  how: v.picklist([
    "socket",
    "broadcast",
    "ack",
    "connect",
    "connect_error",
    "disconnect",
  ]),
  /** Absent for what is not an event. */
  event: v.optional(v.string()),
  rooms: v.array(v.string()),
  except: v.array(v.string()),
  /** The messages that carry it, one a recipient. */
  to: v.array(messageRef),
});

/** A socket joined or left a room other than its own. */
export const roomHop = v.object({
  ...base,
  kind: v.picklist(["join", "leave"]),
  room: v.string(),
  engine: v.string(),
});

/**
 * The server is done with a message, its cause: each handler that ran for it has ended, those that
 * are promises too, and what they emitted has been told. It comes where no handler ran, too. What a
 * handler has left to a timer may still follow.
 */
export const doneHop = v.object({
  ...base,
  kind: v.literal("done"),
  /** The event of the message; "connection" for one that asked to connect. */
  event: v.string(),
  /** Engine id of the connection that the message came by. */
  engine: v.string(),
});

/** A step inside a lab's server that no wire shows. */
export const serverHop = v.variant("kind", [
  handlerHop,
  emitHop,
  roomHop,
  doneHop,
]);
export type HandlerHop = v.InferOutput<typeof handlerHop>;
export type EmitHop = v.InferOutput<typeof emitHop>;
export type RoomHop = v.InferOutput<typeof roomHop>;
export type DoneHop = v.InferOutput<typeof doneHop>;
export type ServerHop = v.InferOutput<typeof serverHop>;
