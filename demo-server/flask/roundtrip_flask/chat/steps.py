"""Tells pages what the chat does, each of what concerns the socket of its own that it watches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


#: Namespace of the steps, on the endpoint that carries the labs' hops.
_NAMESPACE = "/chat"
_LONGEST_SID = 64


class Streams(Protocol):
    """The endpoint of the streams, as far as the chat uses it."""

    def on(
        self, event: str, handler: Callable[..., object] | None = None, namespace: str | None = None
    ) -> Any:
        """Registers a handler."""

    def emit(
        self,
        event: str,
        data: object = None,
        to: str | None = None,
        *,
        namespace: str | None = None,
    ) -> None:
        """Emits an event."""


class ChatSteps:
    """The pages that watch; `in_room` gives the sockets that are in a chat's room.

    Only a socket's own client knows its id, and so names it.
    """

    def __init__(self, server: Streams, in_room: Callable[[str], Iterable[str]]) -> None:
        self._server = server
        self._in_room = in_room
        #: Sockets of the chat, by the stream that watches them.
        self._watched: dict[str, str] = {}
        server.on("connect", _welcome, namespace=_NAMESPACE)
        server.on("watch", self._watch, namespace=_NAMESPACE)
        server.on("disconnect", self._leave, namespace=_NAMESPACE)

    def tell(self, work: dict[str, Any], asking: str) -> None:
        """Tells what was done for a request of the socket `asking`."""
        hearing = {asking}
        if any(step["kind"] == "emitted" for step in work["steps"]):
            hearing.update(self._in_room(work["room"]))
        for stream, socket in list(self._watched.items()):
            if socket in hearing:
                self._server.emit("worked", work, to=stream, namespace=_NAMESPACE)

    def _watch(self, stream: str, socket: object = None, *_: object) -> None:
        if isinstance(socket, str) and len(socket) <= _LONGEST_SID:
            self._watched[stream] = socket

    def _leave(self, stream: str, _reason: str) -> None:
        self._watched.pop(stream, None)


def _welcome(_stream: str, _environ: object, _auth: object = None) -> None:
    """Anyone may watch a socket whose id they know."""
