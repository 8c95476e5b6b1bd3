"""Keeps the chat in a SQLite database, as `server/sqlite-store.ts` does, in the same tables."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, cast

from .contract import LIMITS, Refusal
from .database import at_once
from .written_elsewhere import WrittenElsewhere

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from .store import Message, News, Person, Room

#: How long a room is kept that nobody uses, in milliseconds: one that nobody wrote in, and any.
_EMPTY_FOR = LIMITS["emptyRoomMinutes"] * 60_000
_QUIET_FOR = LIMITS["quietRoomDays"] * 24 * 60 * 60_000

_ROOMS = f"""
    SELECT rooms.name, founder, members.user IS NOT NULL AS joined, (
      SELECT count(*) FROM (
        SELECT 1 FROM messages
        WHERE room = members.room AND seq > members.read AND user <> :user AND NOT removed
        LIMIT {LIMITS["unread"]}
      )
    ) AS unread, ifnull(read, 0) AS read, seq
    FROM rooms LEFT JOIN members ON members.room = rooms.name AND members.user = :user"""  # noqa: S608 -- a number of ours

_MESSAGES = "SELECT id, room, seq, changed, user, name, text, at, removed FROM messages"


def _now() -> int:
    return time.time_ns() // 1_000_000


def _message(row: sqlite3.Row) -> Message:
    return cast("Message", {**dict(row), "removed": bool(row["removed"])})


def _room(row: sqlite3.Row) -> Room:
    return cast("Room", {**dict(row), "joined": bool(row["joined"])})


class SqliteStore:
    """A `SharedStore` in a SQLite database; closing the store closes it.

    It never waits for anything but the file, so under gevent no other handler runs in between.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._elsewhere = WrittenElsewhere(database, self._after)
        #: Places given in the work that is being done; they count once it is.
        self._given: list[tuple[str, int]] = []

    def admit(self, user: str, name: str, token_hash: str) -> bool:
        """Takes a person in, or knows them by their token."""
        with self._write():
            known = self._one("SELECT token, name FROM users WHERE id = ?", user)
            if known is None:
                self._do(
                    "INSERT INTO users (id, token, name) VALUES (?, ?, ?)", user, token_hash, name
                )
            elif known["token"] != token_hash:
                return False
            elif known["name"] != name:
                # Who is known comes in even where nothing can be stored.
                self.rename(user, name)
            return True

    def knows(self, user: str) -> bool:
        """Whether someone of this id was here before."""
        return self._one("SELECT 1 FROM users WHERE id = ?", user) is not None

    def rename(self, user: str, name: str) -> None:
        """Calls a user something else from now on."""
        self._do("UPDATE users SET name = ? WHERE id = ?", name, user)

    def rooms(self, user: str) -> list[Room]:
        """All rooms, by name, as this user sees them."""
        rows = self._database.execute(f"{_ROOMS} ORDER BY rooms.name", {"user": user})
        return [_room(row) for row in rows]

    def room(self, name: str, user: str) -> Room | None:
        """One of them."""
        query = f"{_ROOMS} WHERE rooms.name = :room"
        row = self._database.execute(query, {"user": user, "room": name}).fetchone()
        return row and _room(row)

    def is_member(self, room: str, user: str) -> bool:
        """Whether a user is in a room."""
        return (
            self._one("SELECT 1 FROM members WHERE room = ? AND user = ?", room, user) is not None
        )

    def join(self, room: str, user: str) -> Literal["founded", "joined", "was there"]:
        """Makes a user a member; the first one founds the room."""
        with self._write():
            if self.is_member(room, user):
                return "was there"
            if self._count("SELECT count(*) FROM members WHERE user = ?", user) >= LIMITS["joined"]:
                raise Refusal("tooManyJoined")
            is_new = self._one("SELECT seq FROM rooms WHERE name = ?", room) is None
            if is_new:
                if self._count("SELECT count(*) FROM rooms") >= LIMITS["rooms"]:
                    raise Refusal("tooManyRooms")
                self._do(
                    "INSERT INTO rooms (name, founder, used) VALUES (?, ?, ?)", room, user, _now()
                )
                self._given.append((room, 0))
            self._do(
                "INSERT INTO members (room, user, read) SELECT name, ?, seq FROM rooms WHERE name = ?",
                user,
                room,
            )
            self._use(room, _now())
            return "founded" if is_new else "joined"

    def leave(self, room: str, user: str) -> None:
        """Ends a membership, and a room that nobody is in and nobody wrote in."""
        with self._write():
            self._do("DELETE FROM members WHERE room = ? AND user = ?", room, user)
            self._do(
                "DELETE FROM rooms WHERE name = ? AND seq = 0 "
                "AND NOT EXISTS (SELECT 1 FROM members WHERE room = rooms.name)",
                room,
            )

    def add(self, id: str, room: str, author: Person, text: str, at: int) -> tuple[Message, bool]:
        """Gives a message its place, or finds it."""
        with self._write():
            known = self._find(id)
            if known:
                if known["room"] != room or known["user"] != author["id"]:
                    raise Refusal("idTaken")
                return known, False
            seq = self._take_place(room)
            self._use(room, at)
            self._do(
                "INSERT INTO messages (id, room, seq, changed, user, name, text, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                *(id, room, seq, seq, author["id"], author["name"], text, at),
            )
            message: Message = {
                "id": id,
                "room": room,
                "seq": seq,
                "changed": seq,
                "user": author["id"],
                "name": author["name"],
                "text": text,
                "at": at,
                "removed": False,
            }
            return message, True

    def remove(self, room: str, id: str, user: str) -> tuple[int, bool]:
        """Takes a message's text away."""
        with self._write():
            message = self._find(id)
            if message is None or message["room"] != room:
                raise Refusal("noMessage")
            if self._one("SELECT 1 FROM rooms WHERE name = ? AND founder = ?", room, user) is None:
                raise Refusal("onlyFounder")
            if message["removed"]:
                return message["changed"], False
            changed = self._take_place(room)
            self._do(
                "UPDATE messages SET text = '', removed = 1, changed = ? WHERE id = ?", changed, id
            )
            return changed, True

    def changes(self, room: str, after: int, most: int) -> list[Message] | None:
        """What changed after a place, in order; None where that is more than `most`."""
        rows = self._database.execute(
            f"{_MESSAGES} WHERE room = ? AND changed > ? ORDER BY changed LIMIT ?",
            (room, after, most + 1),
        ).fetchall()
        return None if len(rows) > most else [_message(row) for row in rows]

    def page(self, room: str, before: int | None, most: int) -> list[Message]:
        """The last messages before a place, or the last of all, in order."""
        rows = self._database.execute(
            f"{_MESSAGES} WHERE room = ? AND seq < ifnull(?, 1e300) ORDER BY seq DESC LIMIT ?",
            (room, before, most),
        ).fetchall()
        return [_message(row) for row in reversed(rows)]

    def mark_read(self, room: str, user: str, seq: int) -> None:
        """Notes that a user has read up to a place."""
        self._do(
            "UPDATE members SET read = max(read, min(?, (SELECT seq FROM rooms WHERE name = room))) "
            "WHERE room = ? AND user = ?",
            *(seq, room, user),
        )

    def end_unused(self, in_use: list[str], now: int) -> list[str]:
        """Notes that rooms are in use, and ends those that have not been for long."""
        with self._write():
            for room in in_use:
                self._use(room, now)
            rows = self._database.execute(
                "SELECT name FROM rooms WHERE used < CASE WHEN seq = 0 THEN ? ELSE ? END ORDER BY name",
                (now - _EMPTY_FOR, now - _QUIET_FOR),
            )
            ended = [str(row["name"]) for row in rows]
            for room in ended:
                self._do("DELETE FROM messages WHERE room = ?", room)
                self._do("DELETE FROM members WHERE room = ?", room)
                self._do("DELETE FROM rooms WHERE name = ?", room)
        for room in ended:
            self._elsewhere.ended_here(room)
        return ended

    def elsewhere(self) -> News:
        """What other servers wrote since this was last asked."""
        return self._elsewhere.look()

    def close(self) -> None:
        """Closes the database."""
        self._database.close()

    @contextmanager
    def _write(self) -> Iterator[None]:
        """Does all of it or nothing, and then notes the places that it gave."""
        self._given.clear()
        with at_once(self._database):
            yield
        for room, place in self._given:
            self._elsewhere.wrote_here(room, place)

    def _take_place(self, room: str) -> int:
        self._do("UPDATE rooms SET seq = seq + 1 WHERE name = ?", room)
        place = self._count("SELECT seq FROM rooms WHERE name = ?", room)
        self._given.append((room, place))
        return place

    def _use(self, room: str, at: int) -> None:
        self._do("UPDATE rooms SET used = max(used, ?) WHERE name = ?", at, room)

    def _after(self, room: str, place: int) -> list[Message]:
        missed = self.changes(room, place, LIMITS["page"])
        return self.page(room, None, 1) if missed is None else missed

    def _find(self, id: str) -> Message | None:
        row = self._one(f"{_MESSAGES} WHERE id = ?", id)
        return row and _message(row)

    def _one(self, query: str, *values: object) -> Any:
        return self._database.execute(query, values).fetchone()

    def _count(self, query: str, *values: object) -> int:
        return int(self._one(query, *values)[0])

    def _do(self, query: str, *values: object) -> None:
        self._database.execute(query, values)
