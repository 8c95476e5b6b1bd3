"""The Socket.IO server of a lab: gives every packet its cause, and every error to the lab."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from socketio import packet as socket_packet

from ..contract.hop import ByMessage, How
from ..contract.program_error import PROGRAM_RAISES
from ..contract.refusal import refusal_of
from ..protocol.server import GuardedServer
from .call_site import program_line
from .engine import LabEngine, Track
from .scope import DIRECT, SCOPE, SENDING, Scope, carried

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.hop import MessageRef
    from ..contract.refusal import Refusal
    from .tap import Tap

_HOWS: dict[int, How] = {
    socket_packet.CONNECT: "connect",
    socket_packet.DISCONNECT: "disconnect",
    socket_packet.EVENT: "socket",
    socket_packet.ACK: "ack",
    socket_packet.CONNECT_ERROR: "connect_error",
    socket_packet.BINARY_EVENT: "socket",
    socket_packet.BINARY_ACK: "ack",
}

#: Line of the `return` whose value the next acknowledgement carries.
ACK_LINE: ContextVar[int | None] = ContextVar("ack_line", default=None)


class ConnectionHooks:
    """What the lab is told of its connections, and asked about them."""

    def opened(self) -> None:
        """A connection was opened."""

    def closed(self) -> None:
        """A connection was closed."""

    def message_limit(self) -> Callable[[int], bool]:
        """What says of a new connection, by the bytes of each message, whether it may send it."""
        raise NotImplementedError

    def flooded(self) -> None:
        """A connection sent more than it may, and was cut off."""

    def refused(self, refusal: Refusal) -> None:
        """A connection was closed for what its client did, or did not do."""


class LabServer(GuardedServer):
    """The host's Socket.IO server, with the tap."""

    tap: Tap
    hooks: ConnectionHooks
    eio: LabEngine

    def watch(self, tap: Tap, hooks: ConnectionHooks) -> None:
        """Begins to tell; must be called before any connection is made."""
        self.tap = tap
        self.hooks = hooks
        self.eio.watch()
        self.eio.on("connect", self._opened)
        self.eio.on("message", self._received)
        self.eio.on("disconnect", self._closed)

    def start_background_task(
        self, target: Callable[..., object], *args: object, **kwargs: object
    ) -> Any:
        """Starts what ends with the lab and has the cause of whoever starts it."""
        task = super().start_background_task(
            carried(SCOPE.get(), self._guarded(target)), *args, **kwargs
        )
        self.tap.tasks.add(task)
        return task

    def refuse_packet(self, eio_sid: str, why: str) -> None:
        """A client sent what is no packet."""
        super().refuse_packet(eio_sid, why)
        self.hooks.refused(refusal_of("noPacket", reason=why))

    def _guarded(self, work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            try:
                return work(*args, **kwargs)
            except PROGRAM_RAISES as error:
                self.tap.report(error)
                return None

        return run

    def _opened(self, engine: str, environ: dict[str, Any]) -> None:
        self.eio.tracks[engine] = Track(self.hooks.message_limit())
        self._handle_eio_connect(engine, environ)
        self.hooks.opened()

    def _received(self, engine: str, data: object) -> None:
        track = self.eio.tracks.get(engine)
        if track is None:
            return
        track.received += 1
        # Engine.IO has read as JSON what looks like it.
        if not track.may_send(len(data) if isinstance(data, (str, bytes)) else 0):
            self.eio.sockets[engine].close(abort=True)
            self.hooks.flooded()
            return
        if isinstance(data, str):
            track.head = track.received
        # Whatever runs for a packet has its first message as the cause.
        scope = SCOPE.set(Scope(self.tap, ByMessage(engine, track.head)))
        try:
            self._handle_eio_message(engine, data)
        finally:
            SCOPE.reset(scope)

    def _closed(self, engine: str, reason: str) -> None:
        # It may be found out while another's packet is sent, which is not the cause of it.
        scope = SCOPE.set(Scope(self.tap))
        sending = SENDING.set(None)
        direct = DIRECT.set(False)
        try:
            self._handle_eio_disconnect(engine, reason)
        finally:
            DIRECT.reset(direct)
            SENDING.reset(sending)
            SCOPE.reset(scope)
            self.eio.tracks.pop(engine, None)
            self.hooks.closed()

    def _handle_connect(self, eio_sid: str, namespace: str | None, data: object) -> None:
        scope = SCOPE.get()
        try:
            super()._handle_connect(eio_sid, namespace, data)
        except PROGRAM_RAISES as error:
            self.tap.report(error)
        if self.manager.sid_from_eio_sid(eio_sid, namespace or "/") is not None:
            self._done(scope, namespace or "/", "connection", eio_sid)

    def _handle_event_internal(self, *args: Any) -> None:
        scope = SCOPE.get()
        try:
            super()._handle_event_internal(*args)
        except PROGRAM_RAISES as error:
            self.tap.report(error)
        _server, _sid, eio_sid, data, namespace, _id = args
        self._done(scope, namespace, str(data[0]), eio_sid)

    def _done(self, scope: Scope | None, namespace: str, event: str, engine: str) -> None:
        # A handler has left its own scope behind; the message is what the server is done with.
        SCOPE.set(scope)
        self.tap.done(namespace, event, engine)

    def _handle_ack(self, *args: Any) -> None:
        try:
            super()._handle_ack(*args)
        except PROGRAM_RAISES as error:
            self.tap.report(error)

    def _trigger_event(self, event: str, namespace: str, *args: object) -> object:
        if event != "disconnect":
            return super()._trigger_event(event, namespace, *args)
        # One that raises would leave its socket in every room.
        return self._guarded(super()._trigger_event)(event, namespace, *args)

    def _send_packet(self, eio_sid: str, pkt: Any) -> None:
        # An event of an emit: the manager tells of it.
        if SENDING.get() is not None:
            super()._send_packet(eio_sid, pkt)
            return
        to: list[MessageRef] = []
        sending = SENDING.set(to)
        try:
            super()._send_packet(eio_sid, pkt)
        finally:
            SENDING.reset(sending)
        how = _HOWS[pkt.packet_type]
        self.tap.emit(pkt.namespace or "/", _line_of(how), how, to)


def _line_of(how: How) -> int | None:
    if how == "ack":
        return ACK_LINE.get()
    # Socket.IO sends these by itself, so no line of the program is on the stack.
    return None if how in ("connect", "connect_error") else program_line()
