import type { DatabaseSync } from "node:sqlite";
import type { Message, Room } from "../contract/events.ts";
import limits from "../contract/limits.json" with { type: "json" };
import { Refusal } from "../contract/refusal.ts";
import { atOnce } from "./open-database.ts";
import type { SharedStore } from "./store.ts";
import { createWrittenElsewhere } from "./written-elsewhere.ts";

type Row<Type> = { [Name in keyof Type]: string | number };

const toMessage = (row: unknown): Message => ({
  ...(row as Message),
  removed: Boolean((row as Row<Message>).removed),
});

const toRoom = (row: unknown): Room => ({
  ...(row as Room),
  joined: Boolean((row as Row<Room>).joined),
});

/** How long a room is kept that nobody uses, in milliseconds: one that nobody wrote in, and any. */
const EMPTY_FOR = limits.emptyRoomMinutes * 60_000;
const QUIET_FOR = limits.quietRoomDays * 24 * 60 * 60_000;

const ROOMS = `
  SELECT rooms.name, founder, members.user IS NOT NULL AS joined, (
    SELECT count(*) FROM (
      SELECT 1 FROM messages
      WHERE room = members.room AND seq > members.read AND user <> :user AND NOT removed
      LIMIT ${limits.unread}
    )
  ) AS unread, ifnull(read, 0) AS read, seq
  FROM rooms LEFT JOIN members ON members.room = rooms.name AND members.user = :user`;

const MESSAGES =
  "SELECT id, room, seq, changed, user, name, text, at, removed FROM messages";

/** Keeps the chat in a SQLite database; closing the store closes it. */
export function createSqliteStore(database: DatabaseSync): SharedStore {
  const ask = {
    user: database.prepare("SELECT token, name FROM users WHERE id = ?"),
    newUser: database.prepare(
      "INSERT INTO users (id, token, name) VALUES (?, ?, ?)",
    ),
    rename: database.prepare("UPDATE users SET name = ? WHERE id = ?"),
    rooms: database.prepare(`${ROOMS} ORDER BY rooms.name`),
    room: database.prepare(`${ROOMS} WHERE rooms.name = :room`),
    useRoom: database.prepare(
      "UPDATE rooms SET used = max(used, ?) WHERE name = ?",
    ),
    unusedRooms: database.prepare(
      "SELECT name FROM rooms WHERE used < CASE WHEN seq = 0 THEN ? ELSE ? END ORDER BY name",
    ),
    dropMessages: database.prepare("DELETE FROM messages WHERE room = ?"),
    dropMembers: database.prepare("DELETE FROM members WHERE room = ?"),
    dropRoom: database.prepare("DELETE FROM rooms WHERE name = ?"),
    countRooms: database.prepare("SELECT count(*) AS count FROM rooms"),
    countJoined: database.prepare(
      "SELECT count(*) AS count FROM members WHERE user = ?",
    ),
    newRoom: database.prepare(
      "INSERT INTO rooms (name, founder, used) VALUES (?, ?, ?)",
    ),
    endRoom: database.prepare(
      "DELETE FROM rooms WHERE name = :room AND seq = 0 AND NOT EXISTS (SELECT 1 FROM members WHERE room = :room)",
    ),
    member: database.prepare(
      "SELECT 1 FROM members WHERE room = ? AND user = ?",
    ),
    newMember: database.prepare(
      "INSERT INTO members (room, user, read) SELECT name, ?, seq FROM rooms WHERE name = ?",
    ),
    endMember: database.prepare(
      "DELETE FROM members WHERE room = ? AND user = ?",
    ),
    read: database.prepare(
      "UPDATE members SET read = max(read, min(:seq, (SELECT seq FROM rooms WHERE name = :room))) WHERE room = :room AND user = :user",
    ),
    nextPlace: database.prepare(
      "UPDATE rooms SET seq = seq + 1 WHERE name = ?",
    ),
    place: database.prepare("SELECT seq FROM rooms WHERE name = ?"),
    message: database.prepare(`${MESSAGES} WHERE id = ?`),
    newMessage: database.prepare(
      "INSERT INTO messages (id, room, seq, changed, user, name, text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    endMessage: database.prepare(
      "UPDATE messages SET text = '', removed = 1, changed = ? WHERE id = ?",
    ),
    changes: database.prepare(
      `${MESSAGES} WHERE room = ? AND changed > ? ORDER BY changed LIMIT ?`,
    ),
    page: database.prepare(
      `${MESSAGES} WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
  };

  /** Places given in the work that is being done; they count once it is. */
  const given: [room: string, place: number][] = [];

  /** Does all of it or nothing, and then notes the places that it gave. */
  function write<Result>(work: () => Result): Result {
    given.length = 0;
    const result = atOnce(database, work);
    for (const [room, place] of given) elsewhere.wroteHere(room, place);
    return result;
  }

  const isMember = (room: string, user: string) =>
    ask.member.get(room, user) !== undefined;

  function takePlace(room: string) {
    ask.nextPlace.run(room);
    const place = Number(ask.place.get(room)?.["seq"]);
    given.push([room, place]);
    return place;
  }

  function changes(room: string, after: number, most: number) {
    const rows = ask.changes.all(room, after, most + 1);
    return rows.length > most ? undefined : rows.map(toMessage);
  }

  const page = (room: string, before: number, most: number) =>
    ask.page.all(room, before, most).map(toMessage).reverse();

  const elsewhere = createWrittenElsewhere(
    database,
    (room, place) =>
      changes(room, place, limits.page) ?? page(room, Infinity, 1),
  );

  function find(id: string) {
    const row = ask.message.get(id);
    return row && toMessage(row);
  }

  return {
    admit: ({ id, name }, tokenHash) =>
      write(() => {
        const known = ask.user.get(id);
        if (known === undefined) ask.newUser.run(id, tokenHash, name);
        else if (known["token"] !== tokenHash) return false;
        // Who is known comes in even where nothing can be stored.
        else if (known["name"] !== name) ask.rename.run(name, id);
        return true;
      }),

    knows: (user) => ask.user.get(user) !== undefined,

    rename: (user, name) => void ask.rename.run(name, user),

    rooms: (user) => ask.rooms.all({ user }).map(toRoom),

    room(name, user) {
      const row = ask.room.get({ room: name, user });
      return row && toRoom(row);
    },

    isMember,

    join: (room, user) =>
      write(() => {
        if (isMember(room, user)) return "was there";
        if (Number(ask.countJoined.get(user)?.["count"]) >= limits.joined)
          throw new Refusal("tooManyJoined");
        const isNew = ask.place.get(room) === undefined;
        if (isNew) {
          if (Number(ask.countRooms.get()?.["count"]) >= limits.rooms)
            throw new Refusal("tooManyRooms");
          ask.newRoom.run(room, user, Date.now());
          given.push([room, 0]);
        }
        ask.newMember.run(user, room);
        ask.useRoom.run(Date.now(), room);
        return isNew ? "founded" : "joined";
      }),

    leave: (room, user) =>
      write(() => {
        ask.endMember.run(room, user);
        ask.endRoom.run({ room });
      }),

    add: ({ id, room, user, name, text, at }) =>
      write(() => {
        const known = find(id);
        if (known) {
          if (known.room !== room || known.user !== user)
            throw new Refusal("idTaken");
          return { message: known, isNew: false };
        }
        const seq = takePlace(room);
        ask.useRoom.run(at, room);
        ask.newMessage.run(id, room, seq, seq, user, name, text, at);
        const removed = false;
        const message = { id, room, seq, changed: seq, user, name, text, at };
        return { message: { ...message, removed }, isNew: true };
      }),

    remove: (room, id, user) =>
      write(() => {
        const message = find(id);
        if (message?.room !== room) throw new Refusal("noMessage");
        if (ask.room.get({ room, user })?.["founder"] !== user)
          throw new Refusal("onlyFounder");
        if (message.removed) return { changed: message.changed, isNew: false };
        const changed = takePlace(room);
        ask.endMessage.run(changed, id);
        return { changed, isNew: true };
      }),

    changes,
    page,

    markRead: (room, user, seq) => void ask.read.run({ room, user, seq }),

    endUnused(inUse, now) {
      const ended = write(() => {
        for (const room of inUse) ask.useRoom.run(now, room);
        const rooms = ask.unusedRooms
          .all(now - EMPTY_FOR, now - QUIET_FOR)
          .map(({ name }) => String(name));
        for (const room of rooms) {
          ask.dropMessages.run(room);
          ask.dropMembers.run(room);
          ask.dropRoom.run(room);
        }
        return rooms;
      });
      for (const room of ended) elsewhere.endedHere(room);
      return ended;
    },

    elsewhere: () => elsewhere.look(),

    close: () => database.close(),
  };
}
