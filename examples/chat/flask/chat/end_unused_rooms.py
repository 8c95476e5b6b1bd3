"""Ends the rooms that nobody uses."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from .handlers import room_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask_socketio import SocketIO

    from .store import Store

#: How often it is looked which rooms are used, in seconds: often in the time that they are kept.
_EVERY = 600.0

log = logging.getLogger(__name__)


def end_unused_rooms(
    socketio: SocketIO, store: Store, namespace: str = "/", every: float = _EVERY
) -> Callable[[], None]:
    """Ends them from now on, and tells everyone; returns what ends that.

    Where several servers share a store, each notes the rooms that its own clients are in.
    """
    ends = True
    key = room_key("")

    def look() -> None:
        rooms = list(socketio.server.manager.rooms.get(namespace, {}))
        in_use = [room.removeprefix(key) for room in rooms if room and room.startswith(key)]
        for room in store.end_unused(in_use, time.time_ns() // 1_000_000):
            socketio.emit("ended", {"room": room}, namespace=namespace)

    def watch() -> None:
        while True:
            socketio.sleep(every)
            if not ends:
                return
            try:
                look()
            except Exception:
                # What cannot be ended now is ended when it can.
                log.exception("Unused rooms could not be ended")

    def stop() -> None:
        nonlocal ends
        ends = False

    socketio.start_background_task(watch)
    return stop
