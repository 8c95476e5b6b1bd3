"""Tells the clients of this server what other servers write into the same file."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from .handlers import room_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask_socketio import SocketIO

    from .store import SharedStore

#: How often it is looked whether another server has written something, in seconds.
_EVERY = 0.2

log = logging.getLogger(__name__)


def follow_others(
    socketio: SocketIO, store: SharedStore, namespace: str = "/"
) -> Callable[[], None]:
    """Tells a namespace of it from now on; returns what ends that.

    Who is there and who writes, each server knows of its own clients only.
    """
    follows = True

    def tell() -> None:
        news = store.elsewhere()
        for room in news["rooms"]:
            socketio.emit("room", room, namespace=namespace)
        for name in news["ended"]:
            socketio.emit("ended", {"room": name}, namespace=namespace)
        for message in news["messages"]:
            to = room_key(message["room"])
            if message["removed"]:
                removed = {key: message[key] for key in ("room", "id", "changed")}
                socketio.emit("removed", removed, to=to, namespace=namespace)
            else:
                socketio.emit("message", message, to=to, namespace=namespace)

    def follow() -> None:
        while follows:
            try:
                tell()
            except Exception:
                # What cannot be read now is told when it can.
                log.exception("What other servers wrote could not be read")
            socketio.sleep(_EVERY)

    def stop() -> None:
        nonlocal follows
        follows = False

    socketio.start_background_task(follow)
    return stop
