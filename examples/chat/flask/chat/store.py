"""What the chat remembers."""

from __future__ import annotations

from typing import Literal, Protocol, TypedDict


class Person(TypedDict):
    """Someone, by an id of their own."""

    id: str
    name: str


class Message(TypedDict):
    """A message, as stored and as sent; `contract/events.ts` says what each field is."""

    id: str
    room: str
    seq: int
    changed: int
    user: str
    name: str
    text: str
    at: int
    removed: bool


class Room(TypedDict):
    """A room, as one user sees it."""

    name: str
    founder: str
    joined: bool
    unread: int
    read: int
    seq: int


class NewRoom(TypedDict):
    """A room that another server was the first to know."""

    name: str
    founder: str


class News(TypedDict):
    """What other servers have written."""

    rooms: list[NewRoom]
    #: Names of rooms that are no more.
    ended: list[str]
    #: In the order of their room; of one that was removed, that it was.
    messages: list[Message]


class Store(Protocol):
    """What the chat remembers, and how it is asked.

    Every call is done when it returns: so a message is stored before it is told to anyone.
    """

    def admit(self, user: str, name: str, token_hash: str) -> bool:
        """Takes a person in, or knows them by their token; False where the token is another's."""

    def knows(self, user: str) -> bool:
        """Whether someone of this id was here before."""

    def rename(self, user: str, name: str) -> None:
        """Calls a user something else from now on."""

    def rooms(self, user: str) -> list[Room]:
        """All rooms, by name, as this user sees them."""

    def room(self, name: str, user: str) -> Room | None:
        """One of them."""

    def is_member(self, room: str, user: str) -> bool:
        """Whether a user is in a room."""

    def join(self, room: str, user: str) -> Literal["founded", "joined", "was there"]:
        """Makes a user a member; the first one founds the room. Refused where there are too many."""

    def leave(self, room: str, user: str) -> None:
        """Ends a membership. A room that nobody is in and nobody wrote in ends with it."""

    def add(self, id: str, room: str, author: Person, text: str, at: int) -> tuple[Message, bool]:
        """Gives a message its place; with it, whether it is new. One that is there is looked up."""

    def remove(self, room: str, id: str, user: str) -> tuple[int, bool]:
        """Takes a message's text away; says where in the order that happened, and if it is new."""

    def changes(self, room: str, after: int, most: int) -> list[Message] | None:
        """What changed after a place, in order; None where that is more than `most`."""

    def page(self, room: str, before: int | None, most: int) -> list[Message]:
        """The last messages before a place, or the last of all, in order."""

    def mark_read(self, room: str, user: str, seq: int) -> None:
        """Notes that a user has read up to a place."""

    def end_unused(self, in_use: list[str], now: int) -> list[str]:
        """Notes that rooms are in use at a time, and ends those that have not been for long.

        The time is in milliseconds since 1970; a room ends soon where nobody wrote in it. Gives the
        names of the rooms that ended.
        """

    def close(self) -> None:
        """Ends it."""


class SharedStore(Store, Protocol):
    """A store that several servers share."""

    def elsewhere(self) -> News:
        """What the others wrote since this was last asked."""
