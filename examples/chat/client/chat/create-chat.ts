import type { ServerEvents } from "../../contract/events.ts";
import limits from "../../contract/limits.json" with { type: "json" };
import type { ChatClientSocket } from "./ask.ts";
import { createAsk, Cut } from "./ask.ts";
import type { ClientStorage } from "./browser-storage.ts";
import { newId } from "./new-id.ts";
import { createOutbox } from "./outbox.ts";
import type { Action } from "./reduce.ts";
import { reduce } from "./reduce.ts";
import type { ChatState, Connection } from "./state.ts";
import { hasOlder, initialState } from "./state.ts";
import { whyRefused } from "./why-refused.ts";

/** How long someone writes after the last sign of it, in milliseconds. */
const TYPING = 4000;
/** How often it is said that one writes, or has read. */
const SELDOM = 1500;

const TOLD = [
  "room",
  "ended",
  "message",
  "removed",
  "presence",
  "typing",
  "read",
] as const;

/** What a request came to: undefined where it was granted, else why not. */
export type Outcome = Promise<string | undefined>;

/**
 * The chat without a screen: a socket on one side, a state that grows by `reduce` on the other.
 * The socket is connected by it, and by `close` disconnected.
 */
export function createChat(socket: ChatClientSocket, storage: ClientStorage) {
  const identity = storage.identity();
  const me = { id: identity.user, name: identity.name };
  let state: ChatState = initialState(me, storage.pending());
  const listeners = new Set<() => void>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const catchingUp = new Set<string>();
  const lookingBack = new Set<string>();
  const ask = createAsk(socket);

  function dispatch(action: Action) {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    for (const { id } of before.pending)
      if (!state.pending.some((one) => one.id === id)) storage.drop(id);
    for (const listener of listeners) listener();
    for (const { name, gap } of Object.values(state.rooms))
      if (gap && !before.rooms[name]?.gap) void catchUp(name);
    const { inSight } = state;
    if (inSight === undefined || !isReading(action)) return;
    const read = (of: ChatState) => of.rooms[inSight]?.read ?? 0;
    if (read(state) > read(before)) tellRead(inSight);
  }

  const outbox = createOutbox(
    ask,
    () => state.pending.find(({ problem }) => problem === undefined),
    (message) => {
      dispatch({ type: "message", told: message });
      // Of a room that was left meanwhile, the message is not shown; sent it is.
      dispatch({ type: "discarded", id: message.id });
    },
    (id, problem) => dispatch({ type: "failed", id, problem }),
  );

  /** Joins a room where it was left off: with what was missed, if anything was. */
  async function catchUp(name: string): Outcome {
    if (catchingUp.has(name)) return undefined;
    catchingUp.add(name);
    const heard = state.rooms[name]?.heard;
    const after = heard === undefined ? {} : { after: heard };
    try {
      await ask("join", { room: name, ...after }, (answer) =>
        dispatch({ type: "joined", answer }),
      );
      // What was missed stands before the reader's eyes.
      if (state.inSight === name) dispatch({ type: "in-sight", room: name });
      return undefined;
    } catch (error) {
      return sentenceOf(error);
    } finally {
      catchingUp.delete(name);
    }
  }

  async function start() {
    dispatch({ type: "connection", connection: { is: "connected" } });
    try {
      await ask("rooms", {}, ({ rooms }) => dispatch({ type: "rooms", rooms }));
      const joined = Object.values(state.rooms).filter((room) => room.joined);
      await Promise.all(joined.map(({ name }) => catchUp(name)));
    } catch (error) {
      // After a cut this begins anew; after anything else there is still something to send.
      if (error instanceof Cut) return;
      console.error(error);
    }
    await outbox.flush();
  }

  /** Does a thing after a while, once however often it is asked for. */
  function later(key: string, milliseconds: number, work: () => void) {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        work();
      }, milliseconds),
    );
  }

  /** Tells the server what was read, when it has gone quiet. */
  function tellRead(name: string) {
    if (timers.has(`read ${name}`)) return;
    later(`read ${name}`, SELDOM, () => {
      const now = state.rooms[name];
      if (now?.joined)
        ask("read", { room: name, seq: now.read }).catch(() => undefined);
    });
  }

  async function outcome(work: () => Promise<void>): Outcome {
    try {
      await work();
      return undefined;
    } catch (error) {
      return sentenceOf(error);
    }
  }

  for (const type of TOLD)
    socket.on(type, (told: Parameters<ServerEvents[typeof type]>[0]) =>
      dispatch({ type, told } as Action),
    );
  socket.on("typing", ({ room, person: { id: user } }) =>
    later(`typing ${user} ${room}`, TYPING, () =>
      dispatch({ type: "typing-over", room, user }),
    ),
  );
  socket.on("membership", ({ room, joined }) => {
    if (joined) void catchUp(room);
    else dispatch({ type: "left", room });
  });
  socket.on("connect", () => void start());
  const lost = (details: unknown): Connection => {
    const why = whyRefused(details);
    return why === undefined ? { is: "cut" } : { is: "refused", why };
  };
  socket.on("disconnect", (reason, details) => {
    const why = "The server ended this connection.";
    const isOver = reason === "io server disconnect";
    const connection: Connection = isOver
      ? { is: "ended", why }
      : lost(details);
    dispatch({ type: "connection", connection });
  });
  socket.on("connect_error", (error) => {
    const connection: Connection = socket.active
      ? lost(error)
      : { is: "ended", why: error.message };
    dispatch({ type: "connection", connection });
  });
  socket.auth = (give) => give(storage.identity());
  if (me.name) socket.connect();

  return {
    getState: () => state,

    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Begins under a name, or changes it. */
    rename: (name: string) =>
      outcome(async () => {
        if (socket.connected) await ask("rename", { name });
        storage.rename(name);
        dispatch({ type: "renamed", name });
        socket.connect();
      }),

    /** Shows a room; one that this user is not in yet is joined first. */
    open(room: string | undefined) {
      dispatch({ type: "opened", room });
    },

    join: (room: string) => catchUp(room),

    leave: (room: string) =>
      outcome(async () => {
        await ask("leave", { room });
        dispatch({ type: "left", room });
      }),

    /** Shows a message as being sent, and sends it, now or when there is a connection. */
    send(room: string, text: string) {
      const before = state.pending.at(-1)?.at ?? 0;
      // Kept in this order, even where two were written in one millisecond.
      const at = Math.max(Date.now(), before + 1);
      const pending = { id: newId(), room, text, at };
      storage.keep(pending);
      // The next key pressed is news again.
      clearTimeout(timers.get(`writing ${room}`));
      timers.delete(`writing ${room}`);
      dispatch({ type: "written", pending });
      void outbox.flush();
      return pending.id;
    },

    retry(id: string) {
      dispatch({ type: "retried", id });
      void outbox.flush();
    },

    /** Gives a message up that could not be sent. */
    discard: (id: string) => dispatch({ type: "discarded", id }),

    remove: (room: string, id: string) =>
      outcome(async () => void (await ask("remove", { room, id }))),

    /** Fetches the page before the first message that is here. */
    async older(name: string): Outcome {
      const room = state.rooms[name];
      const before = room?.messages[0]?.seq;
      if (!room || before === undefined || !hasOlder(room)) return undefined;
      if (lookingBack.has(name)) return undefined;
      lookingBack.add(name);
      return outcome(async () => {
        await ask("history", { room: name, before }, ({ messages }) => {
          // Meanwhile the row may have been replaced by a newer page.
          if (state.rooms[name]?.messages[0]?.seq === before)
            dispatch({ type: "history", room: name, messages });
        });
      }).finally(() => lookingBack.delete(name));
    },

    /** Says which room's newest messages the reader sees, if any: they are read. */
    see: (room: string | undefined) => dispatch({ type: "in-sight", room }),

    /** Someone presses keys here. */
    writing(room: string) {
      const key = `writing ${room}`;
      if (timers.has(key) || !socket.connected) return;
      later(key, SELDOM, () => undefined);
      socket.volatile.emit("typing", { room }, () => undefined);
    },

    /** Connects again after the connection ended. */
    reconnect() {
      dispatch({ type: "connection", connection: { is: "connecting" } });
      socket.connect();
    },

    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      socket.disconnect();
      socket.removeAllListeners();
      listeners.clear();
    },
  };
}

export type Chat = ReturnType<typeof createChat>;

/** The most characters that a text, a name and a room's name may have. */
export const { text: MOST_TEXT, name: MOST_NAME, room: MOST_ROOM } = limits;

/** Whether something is read here by this; of what was read elsewhere the server knows. */
const isReading = ({ type }: Action) =>
  type === "in-sight" || type === "message";

const sentenceOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);
