import * as v from "valibot";

/** Path of the chat's Socket.IO server, on the bundled server and, below its prefix, on Flask. */
export const CHAT_PATH = "/chat/socket.io";

/** Namespace of the chat's steps, on the endpoint that carries the labs' hops. */
export const CHAT_STEPS = "/chat";

/** The requests that are told of; whatever else the chat does is its upkeep. */
export const TOLD_EVENTS = [
  "join",
  "leave",
  "send",
  "history",
  "typing",
  "remove",
] as const;
export const toldEvent = v.picklist(TOLD_EVENTS);
export type ToldEvent = v.InferOutput<typeof toldEvent>;

/** One step of what the server did for a request. */
export const chatStep = v.variant("kind", [
  /** It wrote to the database. */
  v.object({
    kind: v.literal("stored"),
    what: v.picklist(["message", "removal", "member"]),
    /** The place in the room's order that it has. */
    place: v.optional(v.number()),
    /** It was there already, from an earlier attempt. */
    known: v.optional(v.literal(true)),
  }),
  /** It read messages from the database. */
  v.object({ kind: v.literal("read"), messages: v.number() }),
  /** It emitted an event to the room, which reached so many sockets. */
  v.object({
    kind: v.literal("emitted"),
    event: v.string(),
    sockets: v.number(),
  }),
  /** It answered: granted or refused. */
  v.object({ kind: v.literal("acknowledged"), ok: v.boolean() }),
]);
export type ChatStep = v.InferOutput<typeof chatStep>;

/** What the server did for one request, in order: its handler ran, and these steps. */
export const chatWork = v.object({
  event: toldEvent,
  room: v.string(),
  /** Who asked, as the room knows them. */
  by: v.object({ id: v.string(), name: v.string() }),
  /** Id of the message that it is about, where it is about one. */
  message: v.optional(v.string()),
  steps: v.array(chatStep),
});
export type ChatWork = v.InferOutput<typeof chatWork>;

/** The work that a host tells of; undefined where it is something else. */
export function readChatWork(said: unknown): ChatWork | undefined {
  const read = v.safeParse(chatWork, said);
  return read.success ? read.output : undefined;
}

const socketId = v.pipe(v.string(), v.maxLength(64));
/**
 * A page names its chat's socket by the id that only that socket's own client knows. It is told
 * of that socket's requests, and of what others had emitted to the rooms that the socket is in.
 */
export const watchArguments = v.union([
  v.tuple([socketId, v.function()]),
  v.tuple([socketId]),
]);

/** Events from the page to the host, in the namespace of the chat's steps. */
export interface ChatPageEvents {
  /** Watches a socket from now on; `done` is called when it does. */
  watch: (socket: string, done?: () => void) => void;
}

/** Events from the host to the page. */
export interface ChatStepEvents {
  worked: (work: ChatWork) => void;
}

/** Who talks where the chat runs in the tab. Their ids give them the colours of the course. */
export const TAB_PEOPLE = [
  { id: "alice-in-your-tab", name: "Alice" },
  { id: "bob-in-this-tab", name: "Bob" },
  { id: "carol-tab-person", name: "Carol" },
] as const;
/** The room that they are in from the beginning. */
export const TAB_ROOM = "Tea";

/** What a page tells the worker that serves its chat: a client's end of the network. */
export interface ToChatTab {
  readonly kind: "client";
  readonly port: MessagePort;
}

/** What the worker tells its page. */
export type FromChatTab =
  /** The chat is there; `keeps` says whether the browser keeps what is written. */
  | { readonly kind: "started"; readonly keeps: boolean }
  | { readonly kind: "worked"; readonly work: ChatWork };
