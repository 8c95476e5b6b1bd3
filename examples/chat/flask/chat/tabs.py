"""The tabs that are connected, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .store import Person


class Tabs:
    """Knows each socket's person. All tabs of a person share one object, and so one name."""

    def __init__(self, leave: Callable[[str, str], None]) -> None:
        #: Takes a socket out of a Socket.IO room: `leave(sid, room)`.
        self.leave = leave
        self._people: dict[str, Person] = {}
        self._sids: dict[str, set[str]] = {}
        self._strikes: dict[str, int] = {}

    def open(self, sid: str, id: str, name: str) -> Person:
        """A tab connects."""
        sids = self._sids.setdefault(id, set())
        known = next((self._people[other] for other in sids), None)
        sids.add(sid)
        self._people[sid] = known or {"id": id, "name": name}
        return self._people[sid]

    def close(self, sid: str) -> Person | None:
        """A tab is gone; gives whose it was."""
        person = self._people.pop(sid, None)
        self._strikes.pop(sid, None)
        if person:
            self._sids[person["id"]].discard(sid)
            if not self._sids[person["id"]]:
                del self._sids[person["id"]]
        return person

    def person(self, sid: str) -> Person:
        """Whose tab it is."""
        return self._people[sid]

    def of(self, user: str) -> list[str]:
        """A user's tabs."""
        return list(self._sids.get(user, ()))

    def strike(self, sid: str, *, too_fast: bool) -> int:
        """Counts the requests that came too fast.

        One that is granted makes up for ten that were not: who waits when told to has none.
        """
        self._strikes[sid] = max(0, self._strikes.get(sid, 0) + (1 if too_fast else -10))
        return self._strikes[sid]
