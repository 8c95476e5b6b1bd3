"""A WebSocket in the tests' own hands: it sends whatever it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socket import socket as Socket  # noqa: N812 -- a type
    from types import TracebackType

_MASK = bytes(4)


def upgrade(path: str, **headers: str) -> str:
    """Text of a request for a WebSocket; in names of headers `_` stands for `-`."""
    every = {
        "Host": "127.0.0.1",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in every.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n"


class RawWebSocket:
    """Asks for the upgrade on a connection, and is open after it."""

    def __init__(self, connection: Socket, path: str) -> None:
        self.connection = connection
        self._reader = connection.makefile("rb")
        connection.sendall(upgrade(path).encode())
        status = self._reader.readline()
        assert status.startswith(b"HTTP/1.1 101 "), status
        while self._reader.readline() != b"\r\n":
            pass

    def send(self, message: str | bytes) -> None:
        """Sends one message."""
        opcode, data = (1, message.encode()) if isinstance(message, str) else (2, message)
        size = len(data)
        head = (
            bytes((0x80 | opcode, 0x80 | size))
            if size < 126
            else bytes((0x80 | opcode, 0xFF)) + size.to_bytes(8, "big")
        )
        # Under a mask of zeros the data is as it was.
        self.connection.sendall(head + _MASK + data)

    def message(self) -> bytes:
        """The next message."""
        size = self._reader.read(2)[1]
        if size >= 126:
            size = int.from_bytes(self._reader.read(2 if size == 126 else 8), "big")
        return self._reader.read(size)

    def rest(self) -> bytes:
        """All that comes until the end, as it stands."""
        return self._reader.read()

    def __enter__(self) -> RawWebSocket:  # noqa: PYI034 -- Python 3.10 has no Self
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._reader.close()
        self.connection.close()
