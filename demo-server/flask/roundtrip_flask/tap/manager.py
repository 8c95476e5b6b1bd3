"""The client manager of a lab: tells of emits once, however many receive them, and of rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import socketio

from .call_site import program_line
from .scope import DIRECT, SENDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.hop import MessageRef
    from .tap import Tap


class LabManager(socketio.Manager):
    """Python-socketio's manager, as it is, with the tap."""

    def __init__(self, tap: Tap) -> None:
        super().__init__()
        self._tap = tap

    def emit(
        self,
        event: str,
        data: object,
        namespace: str,
        room: object = None,
        skip_sid: object = None,
        callback: Callable[..., object] | None = None,
        to: object = None,
        **kwargs: object,
    ) -> None:
        """Sends one event to some sockets."""
        room = to or room
        direct = DIRECT.get()
        to_messages: list[MessageRef] = []
        sending = SENDING.set(to_messages)
        try:
            super().emit(event, data, namespace, room, skip_sid, callback, **kwargs)
        finally:
            SENDING.reset(sending)
        self._tap.emit(
            namespace,
            program_line(),
            "socket" if direct else "broadcast",
            to_messages,
            event=event,
            rooms=[] if direct else _names(room),
            except_=_names(skip_sid),
        )

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Takes a socket into a room."""
        known = sid in self.rooms.get(namespace, {}).get(room, ())
        super().basic_enter_room(sid, namespace, room, eio_sid)
        if not known and room is not None and room != sid:
            engine = self.rooms[namespace][room][sid]
            self._tap.room(namespace, program_line(), "join", str(room), engine)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """Takes a socket out of a room."""
        engine = self.rooms.get(namespace, {}).get(room, {}).get(sid)
        super().basic_leave_room(sid, namespace, room)
        if engine is not None and room is not None and room != sid:
            self._tap.room(namespace, program_line(), "leave", str(room), engine)


def _names(given: Any) -> list[str]:
    """Rooms or sockets as they may be given: none, one or several."""
    if given is None:
        return []
    if isinstance(given, (list, tuple, set)):
        return [str(one) for one in given]
    return [str(given)]
