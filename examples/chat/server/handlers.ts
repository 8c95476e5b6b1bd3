import type { Answers, Person } from "../contract/events.ts";
import limits from "../contract/limits.json" with { type: "json" };
import type { EventName, payloads, ReadBy } from "../contract/payloads.ts";
import { Refusal } from "../contract/refusal.ts";
import type { ChatNamespace, ChatSocket } from "./chat-socket.ts";
import { roomKey, userKey } from "./chat-socket.ts";
import type { createBudgets } from "./budgets.ts";
import { networkOf } from "./budgets.ts";
import type { createPresence } from "./presence.ts";
import type { Store } from "./store.ts";

export type Handlers = {
  [Name in EventName]: (
    payload: ReadBy<(typeof payloads)[Name]>,
    socket: ChatSocket,
  ) => Answers[Name];
};

/** What the server does for each request, once it was read and may be done. */
export function createHandlers(
  chat: ChatNamespace,
  store: Store,
  presence: ReturnType<typeof createPresence>,
  budgets: ReturnType<typeof createBudgets>,
): Handlers {
  function membersOnly(room: string, { id }: Person) {
    if (!store.isMember(room, id)) throw new Refusal("notMember");
  }

  function knownRoom(name: string, { id }: Person) {
    const room = store.room(name, id);
    if (!room) throw new Refusal("failed");
    return room;
  }

  return {
    rooms: (_, { data: { person } }) => ({ rooms: store.rooms(person.id) }),

    join({ room, after }, socket) {
      const { person } = socket.data;
      if (!store.room(room, person.id))
        budgets.takeRoom(person.id, networkOf(socket.handshake.address));
      const was = store.join(room, person.id);
      // From here on this socket hears the room: nothing falls between that and what is read now.
      void socket.join(roomKey(room));
      if (was === "founded")
        chat.emit("room", { name: room, founder: person.id });
      if (was !== "was there")
        socket
          .to(userKey(person.id))
          .emit("membership", { room, joined: true });
      if (presence.enter(room, person, socket.id))
        socket.to(roomKey(room)).emit("presence", { room, person, here: true });
      const known = knownRoom(room, person);
      // A client may know more of a room that ended and was made again.
      const missed =
        after === undefined || after > known.seq
          ? undefined
          : store.changes(room, after, limits.page);
      return {
        room: known,
        messages: missed ?? store.page(room, Infinity, limits.page),
        fresh: missed === undefined,
        present: presence.of(room),
      };
    },

    leave({ room }, socket) {
      const { person } = socket.data;
      store.leave(room, person.id);
      socket.to(userKey(person.id)).emit("membership", { room, joined: false });
      for (const tab of chat.adapter.rooms.get(userKey(person.id)) ?? [])
        if (presence.exit(room, person.id, tab))
          chat
            .to(roomKey(room))
            .emit("presence", { room, person, here: false });
      chat.in(userKey(person.id)).socketsLeave(roomKey(room));
      return {};
    },

    send({ id, room, text }, socket) {
      const { person } = socket.data;
      membersOnly(room, person);
      const { message, isNew } = store.add({
        id,
        room,
        user: person.id,
        name: person.name,
        text,
        at: Date.now(),
      });
      // Its sender hears of it by the acknowledgement.
      if (isNew) socket.to(roomKey(room)).emit("message", message);
      return { message };
    },

    history({ room, before }, { data: { person } }) {
      membersOnly(room, person);
      const messages = store.page(room, before, limits.page + 1);
      const more = messages.length > limits.page;
      return { messages: more ? messages.slice(1) : messages, more };
    },

    read({ room, seq }, socket) {
      const { person } = socket.data;
      membersOnly(room, person);
      store.markRead(room, person.id, seq);
      socket.to(userKey(person.id)).emit("read", { room, seq });
      return {};
    },

    typing({ room }, socket) {
      const { person } = socket.data;
      membersOnly(room, person);
      socket.volatile.to(roomKey(room)).emit("typing", { room, person });
      return {};
    },

    remove({ room, id }, { data: { person } }) {
      membersOnly(room, person);
      const { changed, isNew } = store.remove(room, id, person.id);
      if (isNew) chat.to(roomKey(room)).emit("removed", { room, id, changed });
      return {};
    },

    rename({ name }, { data: { person } }) {
      store.rename(person.id, name);
      person.name = name;
      for (const room of presence.roomsWith(person.id))
        chat.to(roomKey(room)).emit("presence", { room, person, here: true });
      return {};
    },
  };
}
