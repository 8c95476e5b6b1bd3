"""What the server does for each request, once it was read and may be done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import request
from flask_socketio import join_room

from .budgets import network_of
from .contract import LIMITS, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from .budgets import Budgets
    from .presence import Presence
    from .store import Person, Store
    from .tabs import Tabs


def room_key(room: str) -> str:
    """The Socket.IO room of a chat's room: prefixed, so that no name is also a socket's id."""
    return f"room:{room}"


def user_key(user: str) -> str:
    """The Socket.IO room of all tabs of one user."""
    return f"user:{user}"


def network_key(network: str) -> str:
    """The Socket.IO room of all tabs of one network."""
    return f"network:{network}"


class Handlers:
    """One method for each event of the contract: payload in, answer out."""

    def __init__(
        self,
        emit: Callable[..., None],
        store: Store,
        presence: Presence,
        tabs: Tabs,
        budgets: Budgets,
    ) -> None:
        self._emit = emit
        self._store = store
        self._presence = presence
        self._tabs = tabs
        self._budgets = budgets

    def rooms(self, person: Person, sid: str) -> dict[str, Any]:  # noqa: ARG002
        """The list of rooms, with what is unread."""
        return {"rooms": self._store.rooms(person["id"])}

    def join(self, person: Person, sid: str, room: str, after: int | None) -> dict[str, Any]:
        """Be in a room; what changed there after a place, or its newest messages."""
        if self._store.room(room, person["id"]) is None:
            self._budgets.take_room(person["id"], network_of(request.remote_addr))
        was = self._store.join(room, person["id"])
        # From here on this socket hears the room: nothing falls between that and what is read now.
        join_room(room_key(room))
        if was == "founded":
            self._emit("room", {"name": room, "founder": person["id"]})
        if was != "was there":
            self._tell_other_tabs(person, sid, "membership", {"room": room, "joined": True})
        if self._presence.enter(room, person, sid):
            self._tell_of(room, person, here=True, skip_sid=sid)
        limit = LIMITS["page"]
        known = self._store.room(room, person["id"])
        # A client may know more of a room that ended and was made again.
        is_behind = after is not None and known is not None and after <= known["seq"]
        missed = self._store.changes(room, after or 0, limit) if is_behind else None
        return {
            "room": known,
            "messages": self._store.page(room, None, limit) if missed is None else missed,
            "fresh": missed is None,
            "present": self._presence.of(room),
        }

    def leave(self, person: Person, sid: str, room: str) -> dict[str, Any]:
        """Be in a room no longer."""
        self._store.leave(room, person["id"])
        self._tell_other_tabs(person, sid, "membership", {"room": room, "joined": False})
        for tab in self._tabs.of(person["id"]):
            if self._presence.exit(room, person["id"], tab):
                self._tell_of(room, person, here=False)
            self._tabs.leave(tab, room_key(room))
        return {}

    def send(self, person: Person, sid: str, id: str, room: str, text: str) -> dict[str, Any]:
        """Say something. Sent twice with one id, it is said once."""
        self._members_only(room, person)
        message, is_new = self._store.add(id, room, person, text, time.time_ns() // 1_000_000)
        if is_new:
            # Its sender hears of it by the acknowledgement.
            self._emit("message", message, to=room_key(room), skip_sid=sid)
        return {"message": message}

    def history(self, person: Person, sid: str, room: str, before: int) -> dict[str, Any]:  # noqa: ARG002
        """A page of messages from before a place."""
        self._members_only(room, person)
        limit = LIMITS["page"]
        messages = self._store.page(room, before, limit + 1)
        return {"messages": messages[-limit:], "more": len(messages) > limit}

    def read(self, person: Person, sid: str, room: str, seq: int) -> dict[str, Any]:
        """I have read up to here."""
        self._members_only(room, person)
        self._store.mark_read(room, person["id"], seq)
        self._tell_other_tabs(person, sid, "read", {"room": room, "seq": seq})
        return {}

    def typing(self, person: Person, sid: str, room: str) -> dict[str, Any]:
        """I am writing something."""
        self._members_only(room, person)
        self._emit("typing", {"room": room, "person": person}, to=room_key(room), skip_sid=sid)
        return {}

    def remove(self, person: Person, sid: str, room: str, id: str) -> dict[str, Any]:  # noqa: ARG002
        """Take a message away: the room's first user may."""
        self._members_only(room, person)
        changed, is_new = self._store.remove(room, id, person["id"])
        if is_new:
            removed = {"room": room, "id": id, "changed": changed}
            self._emit("removed", removed, to=room_key(room))
        return {}

    def rename(self, person: Person, sid: str, name: str) -> dict[str, Any]:  # noqa: ARG002
        """Call me something else."""
        self._store.rename(person["id"], name)
        person["name"] = name
        for room in self._presence.rooms_with(person["id"]):
            self._tell_of(room, person, here=True)
        return {}

    def gone(self, person: Person, sid: str) -> None:
        """A tab was closed, or its connection was lost."""
        for room in self._presence.rooms_of(person["id"], sid):
            if self._presence.exit(room, person["id"], sid):
                self._tell_of(room, person, here=False, skip_sid=sid)

    def _members_only(self, room: str, person: Person) -> None:
        if not self._store.is_member(room, person["id"]):
            raise Refusal("notMember")

    def _tell_of(
        self, room: str, person: Person, *, here: bool, skip_sid: str | None = None
    ) -> None:
        presence = {"room": room, "person": person, "here": here}
        self._emit("presence", presence, to=room_key(room), skip_sid=skip_sid)

    def _tell_other_tabs(self, person: Person, sid: str, event: str, what: object) -> None:
        self._emit(event, what, to=user_key(person["id"]), skip_sid=sid)
