import type { Message, Room } from "#chat/contract/events.ts";
import limits from "#chat/contract/limits.json" with { type: "json" };
import { Refusal } from "#chat/contract/refusal.ts";
import type { Store } from "#chat/server/store.ts";
import type { Change, Rows, TableName, Tables } from "./kept.ts";

const EMPTY_FOR = limits.emptyRoomMinutes * 60_000;
const QUIET_FOR = limits.quietRoomDays * 24 * 60 * 60_000;

const memberKey = (room: string, user: string): string =>
  JSON.stringify([room, user]);

/**
 * Keeps the chat in memory, beginning with what was kept, and tells of each row that changes, so
 * that it can be kept: as `sqlite-store.ts` does it, for one reader in a tab.
 */
export function createMemoryStore(
  kept: Rows,
  changed: (change: Change) => void,
): Store {
  const users = new Map(kept.users.map((row) => [row.id, row]));
  const rooms = new Map(kept.rooms.map((row) => [row.name, row]));
  const members = new Map(
    kept.members.map((row) => [memberKey(row.room, row.user), row]),
  );
  const messages = new Map(kept.messages.map((row) => [row.id, row]));
  /** Each room's messages, in order. */
  const inRoom = new Map<string, Message[]>();
  for (const message of kept.messages.sort((a, b) => a.seq - b.seq))
    messagesOf(message.room).push(message);

  function messagesOf(room: string): Message[] {
    const found = inRoom.get(room) ?? [];
    inRoom.set(room, found);
    return found;
  }

  function put<Name extends TableName>(
    table: Name,
    rows: Map<string, Tables[Name]>,
    key: string,
    row: Tables[Name],
  ): void {
    rows.set(key, row);
    changed({ table, key, row });
  }

  function drop<Name extends TableName>(
    table: Name,
    rows: Map<string, Tables[Name]>,
    key: string,
  ): void {
    if (rows.delete(key)) changed({ table, key, row: undefined });
  }

  function toRoom({ name, founder, seq }: Tables["rooms"], user: string): Room {
    const member = members.get(memberKey(name, user));
    const read = member?.read ?? 0;
    const unread = member
      ? messagesOf(name).filter(
          (one) => one.seq > read && one.user !== user && !one.removed,
        ).length
      : 0;
    return {
      name,
      founder,
      joined: member !== undefined,
      unread: Math.min(unread, limits.unread),
      read,
      seq,
    };
  }

  function takePlace(name: string): number {
    const room = rooms.get(name);
    if (!room) throw new Refusal("failed");
    const seq = room.seq + 1;
    put("rooms", rooms, name, { ...room, seq });
    return seq;
  }

  function useRoom(name: string, used: number): void {
    const room = rooms.get(name);
    if (!room || (room.used ?? 0) >= used) return;
    put("rooms", rooms, name, { ...room, used });
  }

  function endRoom(name: string): void {
    for (const { id } of messagesOf(name)) drop("messages", messages, id);
    inRoom.delete(name);
    for (const { room, user } of [...members.values()])
      if (room === name) drop("members", members, memberKey(room, user));
    drop("rooms", rooms, name);
  }

  const isMember = (room: string, user: string): boolean =>
    members.has(memberKey(room, user));

  function rename(user: string, name: string): void {
    const known = users.get(user);
    if (known) put("users", users, user, { ...known, name });
  }

  return {
    admit({ id, name }, token) {
      const known = users.get(id);
      if (known && known.token !== token) return false;
      put("users", users, id, { id, token, name });
      return true;
    },
    knows: (user) => users.has(user),
    rename,
    rooms: (user) =>
      [...rooms.values()]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((room) => toRoom(room, user)),
    room(name, user) {
      const room = rooms.get(name);
      return room && toRoom(room, user);
    },
    isMember,
    join(name, user) {
      if (isMember(name, user)) return "was there";
      const joined = [...members.values()].filter((one) => one.user === user);
      if (joined.length >= limits.joined) throw new Refusal("tooManyJoined");
      const known = rooms.get(name);
      if (!known) {
        if (rooms.size >= limits.rooms) throw new Refusal("tooManyRooms");
        put("rooms", rooms, name, { name, founder: user, seq: 0 });
      }
      useRoom(name, Date.now());
      const row = { room: name, user, read: known?.seq ?? 0 };
      put("members", members, memberKey(name, user), row);
      return known ? "joined" : "founded";
    },
    leave(name, user) {
      drop("members", members, memberKey(name, user));
      const isLeft = ![...members.values()].some((one) => one.room === name);
      if (isLeft && rooms.get(name)?.seq === 0) drop("rooms", rooms, name);
    },
    add(given) {
      const known = messages.get(given.id);
      if (known) {
        if (known.room !== given.room || known.user !== given.user)
          throw new Refusal("idTaken");
        return { message: known, isNew: false };
      }
      const { id, room, user, name, text, at } = given;
      const seq = takePlace(room);
      useRoom(room, at);
      const place = { seq, changed: seq };
      const message = {
        id,
        room,
        ...place,
        user,
        name,
        text,
        at,
        removed: false,
      };
      put("messages", messages, id, message);
      messagesOf(room).push(message);
      return { message, isNew: true };
    },
    remove(room, id, user) {
      const message = messages.get(id);
      if (message?.room !== room) throw new Refusal("noMessage");
      if (rooms.get(room)?.founder !== user) throw new Refusal("onlyFounder");
      if (message.removed) return { changed: message.changed, isNew: false };
      const gone = {
        ...message,
        changed: takePlace(room),
        text: "",
        removed: true,
      };
      put("messages", messages, id, gone);
      const all = messagesOf(room);
      all[all.indexOf(message)] = gone;
      return { changed: gone.changed, isNew: true };
    },
    changes(room, after, most) {
      const later = messagesOf(room)
        .filter((one) => one.changed > after)
        .sort((a, b) => a.changed - b.changed);
      return later.length > most ? undefined : later;
    },
    page: (room, before, most) =>
      messagesOf(room)
        .filter((one) => one.seq < before)
        .slice(-most),
    markRead(room, user, seq) {
      const key = memberKey(room, user);
      const member = members.get(key);
      const newest = rooms.get(room)?.seq ?? 0;
      const read = Math.max(member?.read ?? 0, Math.min(seq, newest));
      if (member && read !== member.read)
        put("members", members, key, { ...member, read });
    },
    endUnused(inUse, now) {
      for (const name of inUse) useRoom(name, now);
      const unused = [...rooms.values()].filter(
        // What was kept before rooms had a time is as good as new.
        ({ seq, used = now }) =>
          used < now - (seq === 0 ? EMPTY_FOR : QUIET_FOR),
      );
      const names = unused.map(({ name }) => name).sort();
      for (const name of names) endRoom(name);
      return names;
    },
    close: () => undefined,
  };
}
