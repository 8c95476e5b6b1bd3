"""Who is in which room now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .store import Person


class Presence:
    """Who is in which room now. However many sockets a person has there, it is one person."""

    def __init__(self) -> None:
        self._rooms: dict[str, dict[str, tuple[Person, set[str]]]] = {}

    def enter(self, room: str, person: Person, sid: str) -> bool:
        """A socket comes into a room; True where it is its person's first there."""
        people = self._rooms.setdefault(room, {})
        is_first = person["id"] not in people
        people.setdefault(person["id"], (person, set()))[1].add(sid)
        return is_first

    def exit(self, room: str, user: str, sid: str) -> bool:
        """A socket goes; True where it was its person's last there."""
        people = self._rooms.get(room, {})
        _, sids = people.get(user, (None, set()))
        if sid not in sids:
            return False
        sids.remove(sid)
        if sids:
            return False
        del people[user]
        if not people:
            del self._rooms[room]
        return True

    def rooms_of(self, user: str, sid: str) -> list[str]:
        """The rooms that a socket is in."""
        return [
            name for name, people in self._rooms.items() if sid in people.get(user, ((), ()))[1]
        ]

    def rooms_with(self, user: str) -> list[str]:
        """The rooms in which a person is, in any tab."""
        return [name for name, people in self._rooms.items() if user in people]

    def of(self, room: str) -> list[Person]:
        """Who is in a room."""
        return [person for person, _ in self._rooms.get(room, {}).values()]
