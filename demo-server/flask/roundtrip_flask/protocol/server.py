"""Socket.IO servers that no packet of a client silences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import socketio

from ..web.websocket import EngineWebSocket, serve_websockets
from .engine import GuardedEngine
from .packet import PacketError, StrictPacket

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.refusal import Refusal
    from .unsent import Budget


#: https://github.com/miguelgrinberg/python-socketio/blob/v5.18.1/src/socketio/server.py#L685
_NO_NAMESPACE = "Unexpected binary packet"


class GuardedServer(socketio.Server):
    """Python-socketio's server, as it is, save for what a client could do to it.

    It is closed to whoever sends what is no packet, as by the server in JavaScript: the library
    says it to the log alone, and goes on with half a packet in hand.
    """

    eio: GuardedEngine

    def refuse_packet(self, eio_sid: str, why: str) -> None:
        """A client sent what is no packet."""
        del why
        connection = self.eio.sockets.get(eio_sid)
        if connection is not None:
            connection.close(abort=True, reason=self.reason.TRANSPORT_ERROR)

    def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        try:
            super()._handle_eio_message(eio_sid, data)
        except PacketError as error:
            self._binary_packet.pop(eio_sid, None)
            self.refuse_packet(eio_sid, str(error))
        except ValueError as error:
            # A program's handler may raise one, too.
            if str(error) != _NO_NAMESPACE:
                raise
            self.refuse_packet(eio_sid, "Its client is not connected to its namespace.")

    def _handle_connect(self, eio_sid: str, namespace: str | None, data: object) -> None:
        try:
            super()._handle_connect(eio_sid, namespace, data)
        finally:
            # The library lets in who went while the handler ran, and keeps it for ever.
            if eio_sid not in self.eio.sockets:
                self._handle_eio_disconnect(eio_sid, self.reason.TRANSPORT_CLOSE)

    def _handle_ack(self, eio_sid: str, namespace: str | None, id: int, data: Any) -> None:  # noqa: A002
        # The library keeps its counter in the place of the callback 0, and loses it:
        # https://github.com/miguelgrinberg/python-socketio/blob/v5.18.1/src/socketio/base_manager.py#L209
        if id > 0:
            super()._handle_ack(eio_sid, namespace, id, data)

    def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        super()._handle_eio_disconnect(eio_sid, reason)
        self._binary_packet.pop(eio_sid, None)


def guard(
    server: Any,
    budget: Budget,
    overfull: Callable[[Refusal], None],
    *,
    server_class: type[GuardedServer] = GuardedServer,
    engine_class: type[GuardedEngine] = GuardedEngine,
    websocket: type = EngineWebSocket,
) -> None:
    """Makes a server of python-socketio a guarded one; before it takes any connection.

    Flask-SocketIO makes it, and its engine, and takes no other class for them.
    """
    server.__class__ = server_class
    server.packet_class = StrictPacket
    server.eio.__class__ = engine_class
    server.eio.guard(budget, overfull)
    serve_websockets(server.eio, websocket)
