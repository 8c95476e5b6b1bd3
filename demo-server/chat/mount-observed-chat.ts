import * as v from "valibot";
import { payloads, read } from "#chat/contract/payloads.ts";
import type { ChatNamespace, ChatSocket } from "#chat/server/chat-socket.ts";
import { roomKey } from "#chat/server/chat-socket.ts";
import { mountChat } from "#chat/server/mount-chat.ts";
import type { Store } from "#chat/server/store.ts";
import {
  TOLD_EVENTS,
  type ChatStep,
  type ChatWork,
  type ToldEvent,
} from "#contract/chat.ts";
import { observeStore } from "./observe-store.ts";

/** Called with what was done for a request, and the id of the socket that asked. */
export type TellWork = (work: ChatWork, socket: string) => void;

/**
 * Mounts the chat as `mountChat` does, and tells what the server does for each request. The chat
 * itself is unchanged: listeners before and after its own mark where a request begins and ends,
 * and what it stores, emits and answers in between is that request's, since it waits for nothing.
 */
export function mountObservedChat(
  chat: ChatNamespace,
  store: Store,
  tell: TellWork,
): void {
  let work: ChatWork | undefined;
  const note = (step: ChatStep): void => void work?.steps.push(step);

  function begin(event: ToldEvent, payload: unknown, socket: ChatSocket): void {
    const asked = readAsked(event, payload);
    const { id, name } = socket.data.person;
    work = asked && { event, ...asked, by: { id, name }, steps: [] };
  }

  function end(socket: ChatSocket): void {
    const done = work;
    work = undefined;
    if (done) tell(done, socket.id);
  }

  chat.on("connection", (socket) => {
    socket.use((packet, next) => {
      observeAnswer(packet, note);
      next();
    });
    for (const event of TOLD_EVENTS)
      socket.on(event, (payload: unknown) => begin(event, payload, socket));
  });
  mountChat(chat, observeStore(store, note));
  chat.on("connection", (socket) => {
    for (const event of TOLD_EVENTS) socket.on(event, () => end(socket));
  });
  observeBroadcasts(
    chat,
    (room) => work !== undefined && room === roomKey(work.room),
    note,
  );
}

const answer = v.object({ ok: v.boolean() });

/** Puts a callback that also tells of the answer in the place of a packet's own. */
function observeAnswer(
  packet: unknown[],
  note: (step: ChatStep) => void,
): void {
  const done = packet.at(-1);
  if (typeof done !== "function") return;
  packet[packet.length - 1] = (...given: unknown[]): void => {
    const [said] = given;
    if (v.is(answer, said)) note({ kind: "acknowledged", ok: said.ok });
    Reflect.apply(done, undefined, given);
  };
}

/** Tells of each broadcast to a room, once, however many sockets it reaches. */
function observeBroadcasts(
  { adapter }: ChatNamespace,
  isTold: (room: string) => boolean,
  note: (step: ChatStep) => void,
): void {
  const broadcast = adapter.broadcast.bind(adapter);
  adapter.broadcast = (packet: { data?: unknown }, options) => {
    const { rooms, except = new Set() } = options;
    const [room] = rooms;
    if (room !== undefined && rooms.size === 1 && isTold(room)) {
      const sockets = [...(adapter.rooms.get(room) ?? [])];
      note({
        kind: "emitted",
        event: String(Array.isArray(packet.data) && packet.data[0]),
        sockets: sockets.filter((id) => !except.has(id)).length,
      });
    }
    broadcast(packet, options);
  };
}

/** What a request is about, as the chat reads it; undefined where the chat refuses to. */
function readAsked(
  event: ToldEvent,
  payload: unknown,
): Pick<ChatWork, "room" | "message"> | undefined {
  try {
    const asked: { room: string; id?: string } = read(payloads[event], payload);
    return {
      room: asked.room,
      ...(asked.id !== undefined && { message: asked.id }),
    };
  } catch {
    return undefined;
  }
}
