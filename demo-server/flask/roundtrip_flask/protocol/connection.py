"""One connection of Engine.IO: the library's own, which no input holds up and nothing outlives."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import gevent
from engineio.exceptions import (
    ContentTooLongError,
    EngineIOError,
    QueueEmpty,
    SocketIsClosedError,
)
from engineio.packet import NOOP, PING, Packet
from engineio.payload import Payload
from engineio.socket import Socket

from .unsent import Unsent, bytes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.refusal import Refusal
    from ..web.websocket import EngineWebSocket
    from ..web.wsgi import Environ, StartResponse
    from .unsent import Budget

#: What one answer to a poll carries, about: it is whole in memory while it is written.
_MOST_POLLED = 250_000


class PayloadError(SocketIsClosedError):
    """A payload is none, or comes where none may come. The library answers with 400 and closes.

    By WebSocket it closes what raises this, where it would write any other error to the log.
    """


class GuardedConnection(Socket):
    """A connection of a `GuardedEngine`, which makes it of the library's own."""

    last_ping: float | None
    unsent: Unsent
    _ping: gevent.Greenlet | None
    _polling: bool
    _websocket: EngineWebSocket | None
    #: It has more unsent than it may: nothing more is taken for it, and it is about to be closed.
    is_cut: bool

    def guard(self, budget: Budget, overfull: Callable[[Refusal], None]) -> None:
        """Must be called before any request but the first; `overfull` is called when it is cut."""
        self._ping = None
        self._polling = False
        self._websocket = None
        self.is_cut = False
        self.unsent = Unsent(budget, lambda why: self._cut(why, overfull))
        # The handshake is in the queue already.
        self.unsent.add(bytes_of(self.queue.peek(block=False)))

    def send(self, pkt: Any) -> None:
        """Sends a packet, or ends whoever has too much unsent."""
        if self.is_cut or not self.check_ping_timeout():
            return
        self.queue.put(pkt)
        self.unsent.add(bytes_of(pkt))

    def poll(self) -> list[Any]:
        """Waits for packets to send: one for a WebSocket, about as many as an answer may carry."""
        packets: list[Any] = []
        taken = 0
        wait: float | None = self.server.ping_interval + self.server.ping_timeout
        while taken < _MOST_POLLED:
            try:
                packet = self.queue.get(block=wait is not None, timeout=wait)
            except self.server.get_queue_empty_exception():
                if not packets:
                    raise QueueEmpty from None
                break
            self.queue.task_done()
            if packet is None:
                if packets:
                    # The end is said after what it follows.
                    self.queue.put(None)
                break
            packets.append(packet)
            taken += bytes_of(packet)
            if self.upgraded:
                break
            wait = None
        self.unsent.take(taken)
        return packets

    def handle_get_request(self, environ: Environ, start_response: StartResponse) -> Any:
        """Answers a poll, or serves a WebSocket.

        The library lets two polls share the packets, and two WebSockets one upgrade:
        https://github.com/miguelgrinberg/python-engineio/blob/v4.15.1/src/engineio/socket.py#L85
        """
        if "HTTP_UPGRADE" in environ:
            if self.upgrading:
                return self.server._bad_request()  # noqa: SLF001
            return super().handle_get_request(environ, start_response)
        if self._polling:
            raise PayloadError
        self._polling = True
        try:
            return super().handle_get_request(environ, start_response)
        finally:
            self._polling = False

    def handle_post_request(self, environ: Environ) -> None:
        """Takes a payload, whole or not at all.

        The library answers "OK" to one that is none, and loses one that comes in chunks:
        https://github.com/miguelgrinberg/python-engineio/blob/v4.15.1/src/engineio/socket.py#L108
        """
        most = self.server.max_http_buffer_size
        try:
            body = environ["wsgi.input"].read(most + 1)
            if len(body) > most:
                raise ContentTooLongError
            packets = Payload(encoded_payload=body.decode()).packets
        except (OSError, ValueError, LookupError, RecursionError):
            raise PayloadError from None
        for packet in packets:
            if self.closed:
                return
            self.receive(packet)

    def receive(self, pkt: Any) -> None:
        """Takes a packet; raises an error for one of a type that there is not."""
        if pkt.packet_type > NOOP:
            raise PayloadError
        super().receive(pkt)

    def close(self, wait: bool = False, abort: bool = False, reason: str | None = None) -> None:
        """Ends it, and waits for nobody.

        The library waits until the client has taken all that was sent, which one that never polls
        does not; and keeps what is closed, so that a request for it raises:
        https://github.com/miguelgrinberg/python-engineio/blob/v4.15.1/src/engineio/server.py#L333
        https://github.com/miguelgrinberg/python-engineio/issues/83
        """
        del wait
        super().close(wait=False, abort=abort, reason=reason)
        self.unsent.forget()
        self.server.sockets.pop(self.sid, None)
        if self._ping is not None and self._ping is not gevent.getcurrent():
            self._ping.kill(block=False)
        self._ping = None

    def schedule_ping(self) -> None:
        """Asks a while later whether the client is still there, unless it is being asked.

        The library's task sleeps on when its connection has ended, and keeps it in memory:
        https://github.com/miguelgrinberg/python-engineio/issues/328
        """
        if self.last_ping and not self.closed:
            self.last_ping = None
            self._ping = gevent.spawn_later(self.server.ping_interval, self._send_ping)

    def _send_ping(self) -> None:
        if not self.closing and not self.closed:
            self.last_ping = time.time()
            self.send(Packet(PING))

    def _websocket_handler(self, ws: EngineWebSocket) -> list[bytes]:
        """Serves a WebSocket. What it raises is the client's doing, and the answer has begun.

        https://github.com/miguelgrinberg/Flask-SocketIO/issues/1970
        """
        self._websocket = ws
        try:
            super()._websocket_handler(ws)
        except (OSError, ValueError, RecursionError, EngineIOError):
            if self.upgraded:
                self.close(abort=True, reason=self.server.reason.TRANSPORT_ERROR)
        finally:
            # A client whose upgrade failed goes on polling.
            self.upgrading = False
            ws.close()
        return []

    def _cut(self, why: Refusal, overfull: Callable[[Refusal], None]) -> None:
        """Lets go of what is unsent at once; who does not read would not read a goodbye."""
        if self.is_cut or self.closed:
            return
        self.is_cut = True
        self.unsent.forget()
        while not self.queue.empty():
            self.queue.get(block=False)
            self.queue.task_done()
        if self._websocket is not None:
            self._websocket.cut()
        # It is found out while a packet is sent, to which its end does not belong.
        gevent.spawn(self._end_cut, why, overfull)

    def _end_cut(self, why: Refusal, overfull: Callable[[Refusal], None]) -> None:
        if not self.closing:
            self.close(abort=True, reason=self.server.reason.TRANSPORT_ERROR)
            overfull(why)
