"""Hops: the steps inside a lab's server that no wire shows."""

from dataclasses import dataclass
from typing import Literal

#: Engine id and number of one Engine.IO message in one direction, counted from 1.
MessageRef = tuple[str, int]

How = Literal["socket", "broadcast", "ack", "connect", "connect_error", "disconnect"]


@dataclass(frozen=True, slots=True)
class ByMessage:
    """An incoming message made a hop happen."""

    engine: str
    number: int


@dataclass(frozen=True, slots=True)
class ByHop:
    """An earlier hop made a hop happen."""

    hop: int


Cause = ByMessage | ByHop


@dataclass(slots=True)
class Hop:
    """What every hop has: `at` in milliseconds since the Unix epoch, `line` from 1."""

    id: int
    at: float
    namespace: str
    line: int | None
    cause: Cause | None


@dataclass(slots=True)
class HandlerHop(Hop):
    """A handler of the program ran, for the connection with this engine id."""

    event: str
    engine: str


@dataclass(slots=True)
class EmitHop(Hop):
    """The program, or Socket.IO itself, sent one packet to some sockets."""

    how: How
    event: str | None
    rooms: list[str]
    except_: list[str]
    to: list[MessageRef]


@dataclass(slots=True)
class RoomHop(Hop):
    """A socket joined or left a room other than its own."""

    kind: Literal["join", "leave"]
    room: str
    engine: str


@dataclass(slots=True)
class DoneHop(Hop):
    """The server is done with a message, its cause: each handler that ran for it has ended.

    What they emitted has been told by then. It comes where no handler ran, too.
    """

    event: str
    engine: str
