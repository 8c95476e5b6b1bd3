"""WebSocket (RFC 6455) on the server's side, without extensions.

It stands in the place of `simple-websocket`, which reads in one more greenlet for each connection,
compresses for whoever asks and sets no limit while a message is read.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
from socket import SHUT_RDWR, SHUT_WR
from typing import TYPE_CHECKING, Any

import gevent
from gevent.lock import RLock

from .wsgi import CONNECTION, Body, Environ, StartResponse

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader
    from socket import socket as Socket  # noqa: N812 -- a type

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_CONTINUATION, _TEXT, _BINARY, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
_FIN, _RESERVED, _OPCODE, _MASKED, _LENGTH = 0x80, 0x70, 0x0F, 0x80, 0x7F
_LENGTH_16, _LENGTH_64 = 126, 127
_LONGEST_CONTROL = 125
#: How long the peer's goodbye is waited for, in seconds.
_GOODBYE = 2
_NORMAL, _PROTOCOL_ERROR, _BAD_TEXT, _TOO_BIG = 1000, 1002, 1007, 1009


class Connection:
    """The connection that a request came on; `taken` when it is a WebSocket's from now on."""

    __slots__ = ("reader", "socket", "taken")

    def __init__(self, socket: Socket, reader: BufferedReader) -> None:
        self.socket = socket
        self.reader = reader
        self.taken = False

    def cut(self) -> None:
        """Ends it for whoever reads or writes, without a word."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(SHUT_RDWR)


class _Fault(Exception):  # noqa: N818 -- it never leaves this file
    """The peer broke the protocol; the code says how."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class WebSocket:
    """An open WebSocket. A message of more than `limit` bytes ends it."""

    def __init__(self, connection: Connection, limit: int) -> None:
        self._connection = connection
        self.socket = connection.socket
        self._reader = connection.reader
        self._limit = limit
        self._lock = RLock()
        self._closed = False
        self._reading = False
        self._cutting: gevent.Greenlet | None = None

    def receive(self) -> str | bytes | None:
        """Waits for the next message; None when there will be none."""
        self._reading = True
        try:
            message = self._message()
        except _Fault as fault:
            self.close(fault.code)
            message = None
        except (OSError, EOFError, ValueError):
            self._closed = True
            message = None
        self._reading = False
        if self._cutting is not None:
            self._cutting.kill(block=False)
        return message

    def send(self, message: str | bytes) -> None:
        """Sends a message; raises an `OSError` when nobody can receive it."""
        if isinstance(message, str):
            self._write(_TEXT, message.encode())
        else:
            self._write(_BINARY, message)

    def close(self, code: int = _NORMAL) -> None:
        """Says goodbye; closing twice does no harm."""
        if self._closed:
            return
        if self._reading:
            # Who neither reads nor leaves would be waited for.
            self._cutting = gevent.spawn_later(_GOODBYE, self._connection.cut)
        try:
            self._write(_CLOSE, code.to_bytes(2, "big"))
            # What was sent before arrives; the peer's own goodbye may still be read.
            self.socket.shutdown(SHUT_WR)
        except OSError:
            pass
        self._closed = True

    def _message(self) -> str | bytes | None:
        parts: list[bytes] = []
        kind = _CONTINUATION
        left = self._limit
        while True:
            fin, opcode, payload = self._frame(left)
            if opcode >= _CLOSE:
                if self._control(opcode, payload):
                    return None
                continue
            if self._closed:
                raise EOFError
            if (opcode == _CONTINUATION) != (kind != _CONTINUATION):
                raise _Fault(_PROTOCOL_ERROR)
            kind = opcode or kind
            parts.append(payload)
            left -= len(payload)
            if fin:
                return self._whole(kind, parts)

    @staticmethod
    def _whole(kind: int, parts: list[bytes]) -> str | bytes:
        payload = b"".join(parts)
        if kind == _BINARY:
            return payload
        try:
            return payload.decode()
        except UnicodeDecodeError:
            raise _Fault(_BAD_TEXT) from None

    def _control(self, opcode: int, payload: bytes) -> bool:
        """Answers a control frame; says whether it was the last one."""
        if opcode == _PING:
            self._write(_PONG, payload)
        elif opcode == _CLOSE:
            self.close()
            return True
        elif opcode != _PONG:
            raise _Fault(_PROTOCOL_ERROR)
        return False

    def _frame(self, most: int) -> tuple[bool, int, bytes]:
        first, second = self._read(2)
        opcode = first & _OPCODE
        length = second & _LENGTH
        control = opcode >= _CLOSE
        if first & _RESERVED or not second & _MASKED or _BINARY < opcode < _CLOSE:
            raise _Fault(_PROTOCOL_ERROR)
        if control and (not first & _FIN or length > _LONGEST_CONTROL):
            raise _Fault(_PROTOCOL_ERROR)
        if length == _LENGTH_16:
            length = int.from_bytes(self._read(2), "big")
        elif length == _LENGTH_64:
            length = int.from_bytes(self._read(8), "big")
        if not control and length > most:
            raise _Fault(_TOO_BIG)
        mask = self._read(4)
        return bool(first & _FIN), opcode, _unmasked(self._read(length), mask)

    def _read(self, length: int) -> bytes:
        data = self._reader.read(length)
        if len(data) < length:
            raise EOFError
        return data

    def _write(self, opcode: int, payload: bytes) -> None:
        if self._closed:
            raise BrokenPipeError
        length = len(payload)
        if length < _LENGTH_16:
            head = bytes((_FIN | opcode, length))
        elif length < 1 << 16:
            head = bytes((_FIN | opcode, _LENGTH_16)) + length.to_bytes(2, "big")
        else:
            head = bytes((_FIN | opcode, _LENGTH_64)) + length.to_bytes(8, "big")
        # The one who reads answers pings, while another writes messages.
        frame = head + payload
        with self._lock:
            # Nearly always it goes at once, which costs a third of what `sendall` does.
            sent = self.socket.send(frame)
            if sent < len(frame):
                self.socket.sendall(frame[sent:])


class EngineWebSocket:
    """What Engine.IO calls a WebSocket: made with its handler, called with a request."""

    def __init__(self, handler: Callable[[EngineWebSocket], Body], server: Any) -> None:
        self._handler = handler
        self._limit: int = server.max_http_buffer_size
        self._websocket: WebSocket | None = None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers the request and serves the WebSocket until it closes."""
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        if not _is_key(key) or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            start_response(
                "400 Bad Request", [("Sec-WebSocket-Version", "13"), ("Connection", "close")]
            )
            return [b""]
        connection: Connection = environ[CONNECTION]
        connection.taken = True
        accept = base64.b64encode(hashlib.sha1(key.encode() + _GUID).digest())  # noqa: S324
        connection.socket.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        self._websocket = WebSocket(connection, self._limit)
        self._connection = connection
        #: Engine.IO sets its timeout.
        self.socket = connection.socket
        return self._handler(self)

    def wait(self) -> str | bytes | None:
        """The next message, or None when there will be none."""
        return self._open.receive()

    def send(self, message: str | bytes) -> None:
        """Sends a message."""
        self._open.send(message)

    def close(self) -> None:
        """Closes the WebSocket."""
        self._open.close()

    def cut(self) -> None:
        """Ends it without a word, whatever is being written."""
        self._connection.cut()

    @property
    def _open(self) -> WebSocket:
        if self._websocket is None:
            raise BrokenPipeError
        return self._websocket


def serve_websockets(engine: Any, websocket: type = EngineWebSocket) -> None:
    """Makes an Engine.IO server take WebSockets by this class; before it takes any."""
    engine._async = {**engine._async, "websocket": websocket}  # noqa: SLF001


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == 16  # noqa: PLR2004 -- bytes
    except ValueError:
        return False


def _unmasked(data: bytes, mask: bytes) -> bytes:
    """The payload under its mask: one operation on large numbers, where a loop would take long."""
    length = len(data)
    stream = (mask * (length // 4 + 1))[:length]
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(
        length, "little"
    )
