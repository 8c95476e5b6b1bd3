"""Finds what other servers have written into a database, as `server/written-elsewhere.ts` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from .store import Message, News


class WrittenElsewhere:
    """What was written since it was last asked.

    SQLite counts in `data_version` what other connections commit, and not what this one does.
    """

    def __init__(
        self, database: sqlite3.Connection, after: Callable[[str, int], list[Message]]
    ) -> None:
        """Gets messages by `after`: those of a room after a place, or the newest of too many."""
        self._database = database
        self._after = after
        self._version = self._read_version()
        #: The place up to which each room is known here.
        self._reached = {name: seq for name, _, seq in self._rooms()}
        #: What was written here after something that is not known yet.
        self._own: dict[str, set[int]] = {}

    def wrote_here(self, room: str, place: int) -> None:
        """Notes that this server gave a place in a room; 0 is that it founded the room."""
        if place == self._reached.get(room, -1) + 1:
            self._reached[room] = place
        else:
            self._own.setdefault(room, set()).add(place)

    def ended_here(self, room: str) -> None:
        """Notes that this server ended a room."""
        self._reached.pop(room, None)
        self._own.pop(room, None)

    def look(self) -> News:
        """What others wrote since this was last asked."""
        before, self._version = self._version, self._read_version()
        news: News = {"rooms": [], "ended": [], "messages": []}
        if self._version == before:
            return news
        rooms = self._rooms()
        names = {name for name, _, _ in rooms}
        news["ended"] = [name for name in self._reached if name not in names]
        for name, founder, seq in rooms:
            if name not in self._reached:
                news["rooms"].append({"name": name, "founder": founder})
            place = self._reached.get(name, 0)
            if place > seq:
                # One that ended and was made again begins anew.
                place = 0
            if seq != place:
                here = self._own.get(name, set())
                news["messages"] += [
                    message
                    for message in self._after(name, place)
                    if message["changed"] not in here
                ]
        self._reached = {name: seq for name, _, seq in rooms}
        self._own.clear()
        return news

    def _read_version(self) -> int:
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def _rooms(self) -> list[tuple[str, str, int]]:
        return [
            tuple(row) for row in self._database.execute("SELECT name, founder, seq FROM rooms")
        ]
