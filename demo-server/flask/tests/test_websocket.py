"""WebSocket frames, as RFC 6455 has them."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from roundtrip_flask.web.websocket import Connection, WebSocket

if TYPE_CHECKING:
    from collections.abc import Iterator

_MASK = b"\x01\x02\x03\x04"


def _frame(opcode: int, payload: bytes, *, fin: bool = True, masked: bool = True) -> bytes:
    length = len(payload)
    size = (
        bytes([length | 0x80 * masked])
        if length < 126
        else bytes([126 | 0x80 * masked]) + length.to_bytes(2, "big")
    )
    body = bytes(byte ^ _MASK[place % 4] for place, byte in enumerate(payload))
    head = bytes([0x80 * fin | opcode]) + size
    return head + (_MASK + body if masked else payload)


class Pair:
    """A WebSocket, and the other end of its connection."""

    def __init__(self, limit: int) -> None:
        mine, self.peer = socket.socketpair()
        self.peer.settimeout(5)
        self.websocket = WebSocket(Connection(mine, mine.makefile("rb")), limit)
        self._mine = mine

    def close(self) -> None:
        """Closes both ends."""
        self._mine.close()
        self.peer.close()


@pytest.fixture
def pair() -> Iterator[Pair]:
    """An open WebSocket that takes 1,000 bytes."""
    made = Pair(1_000)
    yield made
    made.close()


def test_messages_arrive_whole_whatever_their_frames(pair: Pair) -> None:
    frames = [
        _frame(1, "grüß".encode()),
        _frame(2, bytes(range(256)) * 3),
        _frame(1, b"one ", fin=False) + _frame(9, b"hello") + _frame(0, b"two"),
        _frame(1, b""),
    ]
    pair.peer.sendall(b"".join(frames))
    got = [pair.websocket.receive() for _ in frames]
    assert got == ["grüß", bytes(range(256)) * 3, "one two", ""]
    # The ping in between was answered.
    assert pair.peer.recv(100) == b"\x8a\x05hello"


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_messages_leave_with_the_shortest_length(pair: Pair, size: int) -> None:
    head = {0: b"\x00", 125: b"\x7d", 126: b"\x7e\x00\x7e", 65_535: b"\x7e\xff\xff"}.get(
        size, b"\x7f\x00\x00\x00\x00\x00\x01\x00\x00"
    )
    pair.websocket.send("x" * size)
    with pair.peer.makefile("rb") as reader:
        assert reader.read(1 + len(head) + size) == b"\x81" + head + b"x" * size


def test_a_goodbye_is_answered_once(pair: Pair) -> None:
    pair.peer.sendall(_frame(8, b"\x03\xe8"))
    assert pair.websocket.receive() is None
    pair.websocket.close()
    assert pair.peer.recv(100) == b"\x88\x02\x03\xe8"
    assert pair.peer.recv(100) == b""
    with pytest.raises(OSError):
        pair.websocket.send("too late")


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (_frame(1, b"hi", masked=False), 1002),
        (_frame(3, b""), 1002),
        (_frame(11, b""), 1002),
        (_frame(0, b"of nothing"), 1002),
        (_frame(1, b"a", fin=False) + _frame(1, b"b"), 1002),
        (_frame(9, b"", fin=False), 1002),
        (_frame(9, b"x" * 126), 1002),
        (b"\xc1\x80" + _MASK, 1002),
        (_frame(1, b"\xff"), 1007),
        (_frame(2, b"x" * 1_001), 1009),
        (_frame(2, b"x" * 600, fin=False) + _frame(0, b"x" * 600), 1009),
    ],
)
def test_what_breaks_the_protocol_ends_it_with_a_code(pair: Pair, frames: bytes, code: int) -> None:
    pair.peer.sendall(frames)
    assert pair.websocket.receive() is None
    assert pair.peer.recv(100) == b"\x88\x02" + code.to_bytes(2, "big")


def test_a_connection_that_is_cut_ends_it(pair: Pair) -> None:
    pair.peer.sendall(b"\x81")
    pair.peer.close()
    assert pair.websocket.receive() is None
