"""What the chat does for each request, as it is told to pages; `demo-server/contract/chat.ts` has its form."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from .example import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .example import Message, Person

#: The requests that are told of.
TOLD_EVENTS = ("join", "leave", "send", "history", "typing", "remove")

Step = dict[str, Any]

#: The steps of the request that is being done.
_STEPS: ContextVar[list[Step] | None] = ContextVar("steps", default=None)


@contextmanager
def gather() -> Iterator[list[Step]]:
    """Gathers the steps of one request, which waits for nothing and so runs in one go."""
    steps: list[Step] = []
    token = _STEPS.set(steps)
    try:
        yield steps
    finally:
        _STEPS.reset(token)


def note(**step: object) -> None:
    """Notes a step of the request that is being done, if one is."""
    steps = _STEPS.get()
    if steps is not None:
        steps.append(step)


class ObservedStore(SqliteStore):
    """A store, which notes each step in the database that a request leads to."""

    def join(self, room: str, user: str) -> Any:
        """Makes a user a member."""
        was = super().join(room, user)
        if was != "was there":
            note(kind="stored", what="member")
        return was

    def leave(self, room: str, user: str) -> None:
        """Ends a membership."""
        super().leave(room, user)
        note(kind="stored", what="member")

    def add(
        self,
        id: str,  # noqa: A002
        room: str,
        author: Person,
        text: str,
        at: int,
    ) -> tuple[Message, bool]:
        """Gives a message its place, or finds it."""
        message, is_new = super().add(id, room, author, text, at)
        note(kind="stored", what="message", place=message["seq"], **_known(is_new=is_new))
        return message, is_new

    def remove(self, room: str, id: str, user: str) -> tuple[int, bool]:  # noqa: A002
        """Takes a message's text away."""
        changed, is_new = super().remove(room, id, user)
        note(kind="stored", what="removal", place=changed, **_known(is_new=is_new))
        return changed, is_new

    def changes(self, room: str, after: int, most: int) -> list[Message] | None:
        """What changed after a place."""
        messages = super().changes(room, after, most)
        if messages is not None:
            note(kind="read", messages=len(messages))
        return messages

    def page(self, room: str, before: int | None, most: int) -> list[Message]:
        """The last messages before a place."""
        messages = super().page(room, before, most)
        note(kind="read", messages=len(messages))
        return messages


def _known(*, is_new: bool) -> Step:
    return {} if is_new else {"known": True}
