"""A WebSocket of the virtual network, as Engine.IO takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyodide.ffi import to_js

from .waiting import JoinableQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..web.wsgi import Body, Environ, StartResponse

#: In the environment of a request that asks to become a WebSocket.
CHANNEL = "roundtrip.channel"
_NORMAL, _TOO_BIG = 1000, 1009


class Channel:
    """The server's end of one WebSocket; `wire` is the network's: accept, refuse, send, close."""

    def __init__(self, wire: Any) -> None:
        self._wire = wire
        self._incoming = JoinableQueue()
        #: The most bytes of a message.
        self._limit: float = 0
        self.is_taken = False
        self._is_closed = False

    def accept(self, limit: float) -> None:
        """Opens it."""
        self.is_taken = True
        self._limit = limit
        self._wire.accept()

    def refuse(self, status: int) -> None:
        """Does not open it."""
        self._is_closed = True
        self._wire.refuse(status)

    def wait(self) -> str | bytes | None:
        """The next message; None when there will be none."""
        message: str | bytes | None = self._incoming.get()
        return message

    def send(self, message: str | bytes) -> None:
        """Sends a message; raises an `OSError` when nobody can receive it."""
        if self._is_closed:
            raise BrokenPipeError
        self._wire.send(message if isinstance(message, str) else to_js(message))

    def close(self, code: int = _NORMAL) -> None:
        """Closes it; twice does no harm."""
        if not self._is_closed:
            self.gone()
            self._wire.close(code, "")

    def received(self, data: Any) -> None:
        """A message has come from the client, as JavaScript has it."""
        message = data if isinstance(data, str) else data.to_bytes()
        size = len(message.encode()) if isinstance(message, str) else len(message)
        if size > self._limit:
            self.close(_TOO_BIG)
        else:
            self._incoming.put(message)

    def gone(self) -> None:
        """The client has closed it."""
        self._is_closed = True
        self._incoming.put(None)


class ChannelWebSocket:
    """What Engine.IO calls a WebSocket: made with its handler, called with a request."""

    def __init__(self, handler: Callable[[ChannelWebSocket], Body], server: Any) -> None:
        self._handler = handler
        self._limit: int = server.max_http_buffer_size

    def __call__(self, environ: Environ, start_response: StartResponse) -> Body:
        """Serves the WebSocket until it closes."""
        del start_response
        channel: Channel = environ[CHANNEL]
        channel.accept(self._limit)
        self.wait = channel.wait
        self.send = channel.send
        self.close = channel.close
        self.cut = channel.close
        return self._handler(self)
