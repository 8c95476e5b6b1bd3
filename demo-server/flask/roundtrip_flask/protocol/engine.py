"""The Engine.IO server of everything on this host: the library's own, with guarded connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import engineio
from engineio import packet

from .connection import GuardedConnection

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.refusal import Refusal
    from .unsent import Budget


class GuardedEngine(engineio.Server):
    """Engine.IO, as it is, save for what a client could do to it."""

    _budget: Budget
    _overfull: Callable[[Refusal], None]

    def guard(self, budget: Budget, overfull: Callable[[Refusal], None]) -> None:
        """Must be called before any connection is made.

        `budget` is for what waits to be sent; `overfull` is called when a connection exceeded it.
        """
        self._budget = budget
        self._overfull = overfull

    def end(self) -> None:
        """Closes every connection, and ends all that runs for them.

        The library's task that watches connections takes its kill for an error of its own, and
        goes on, unless its event is set:
        https://github.com/miguelgrinberg/python-engineio/blob/v4.15.1/src/engineio/server.py#L492
        """
        self.start_service_task = False
        if self.service_task_event is not None:
            self.service_task_event.set()
        if self.service_task_handle is not None:
            self.service_task_handle.kill(block=False)
        for connection in list(self.sockets.values()):
            # A poll that waits is answered with a goodbye; a WebSocket just closes.
            connection.close(wait=False, abort=connection.upgraded)

    def send_packet(self, sid: str, pkt: packet.Packet) -> None:
        """Sends a packet to a client.

        A broadcast hands the same packet to many, which keeps the form in which it was encoded
        first: bytes by WebSocket, base64 by polling. So each gets one of its own:
        https://github.com/miguelgrinberg/python-engineio/blob/v4.15.1/src/engineio/packet.py#L31
        """
        super().send_packet(sid, packet.Packet(pkt.packet_type, pkt.data) if pkt.binary else pkt)

    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        if event == "connect":
            connection = self.sockets[args[0]]
            # Engine.IO makes these itself and takes no other class for them.
            connection.__class__ = GuardedConnection
            connection.guard(self._budget, self._overfull)
        return super()._trigger_event(event, *args, **kwargs)
