"""Hops as they travel, packed as the contract's `batch.ts` says."""

import sys
from array import array
from typing import TypedDict, get_args

from .hop import ByHop, ByMessage, Cause, DoneHop, EmitHop, HandlerHop, Hop, How, RoomHop

HOWS: tuple[str, ...] = get_args(How)
_HANDLER, _EMIT, _JOIN, _LEAVE, _DONE = range(5)
#: Stands for what a hop does not have.
_NONE = -1
#: Parts of a millisecond that times are kept to.
_PARTS = 100
_BY_NOTHING, _BY_HOP, _BY_MESSAGE = range(3)


class HopBatch(TypedDict):
    """Consecutive hops from the id `first` on; `at` is what their times are relative to."""

    first: int
    count: int
    at: float
    words: list[str]
    #: 32-bit integers, little-endian.
    rows: bytes


class BatchWriter:
    """Packs hops one by one, as they happen: kept as objects they would keep the collector busy."""

    def __init__(self) -> None:
        self.count = 0
        self.start = 0.0
        self._first = 0
        self._rows = array("i")
        self._words: dict[str, int] = {}
        self._letters = 0

    @property
    def size(self) -> int:
        """What the hops take, nearly: a byte for each letter, and their numbers."""
        return self._letters + len(self._rows) * self._rows.itemsize

    def add(self, hop: Hop) -> None:
        """Adds a hop; its id must follow the last one's."""
        if self.count == 0:
            self._first = hop.id
            self.start = hop.at
        self.count += 1
        write = self._rows.append
        word = self._word
        write(_kind_of(hop))
        write(round((hop.at - self.start) * _PARTS))
        write(word(hop.namespace))
        write(_NONE if hop.line is None else hop.line)
        # No hop of this host is inferred: contexts carry every cause.
        write(0)
        self._write_cause(hop.cause)
        if isinstance(hop, EmitHop):
            write(HOWS.index(hop.how))
            write(_NONE if hop.event is None else word(hop.event))
            for words in (hop.rooms, hop.except_):
                write(len(words))
                self._rows.extend([word(text) for text in words])
            write(len(hop.to))
            for engine, number in hop.to:
                write(word(engine))
                write(number)
        elif isinstance(hop, (HandlerHop, DoneHop)):
            write(word(hop.event))
            write(word(hop.engine))
        elif isinstance(hop, RoomHop):
            write(word(hop.room))
            write(word(hop.engine))

    def take(self) -> HopBatch:
        """The hops since the last `take`, at least one."""
        batch = HopBatch(
            first=self._first,
            count=self.count,
            at=self.start,
            words=list(self._words),
            rows=_to_bytes(self._rows),
        )
        self.count = 0
        self._rows = array("i")
        self._words = {}
        self._letters = 0
        return batch

    def _word(self, text: str) -> int:
        known = self._words.get(text)
        if known is not None:
            return known
        self._letters += len(text)
        return self._words.setdefault(text, len(self._words))

    def _write_cause(self, cause: Cause | None) -> None:
        if cause is None:
            self._rows.append(_BY_NOTHING)
        elif isinstance(cause, ByHop):
            self._rows.extend((_BY_HOP, cause.hop))
        elif isinstance(cause, ByMessage):
            self._rows.extend((_BY_MESSAGE, self._word(cause.engine), cause.number))


def after(batch: HopBatch, hop: int) -> HopBatch | None:
    """What a batch has beyond the hop of that id; None when it has nothing."""
    known = hop - batch["first"] + 1
    if known <= 0:
        return batch
    if known >= batch["count"]:
        return None
    rows = _from_bytes(batch["rows"])
    place = 0
    for _ in range(known):
        place = _end_of_hop(rows, place)
    return HopBatch(
        first=hop + 1,
        count=batch["count"] - known,
        at=batch["at"],
        words=batch["words"],
        rows=_to_bytes(rows[place:]),
    )


def _end_of_hop(rows: "array[int]", start: int) -> int:
    """Place where the hop after this one begins."""
    place = start + 6 + rows[start + 5]
    if rows[start] != _EMIT:
        return place + 2
    place += 2
    for width in (1, 1, 2):
        place += 1 + width * rows[place]
    return place


def _kind_of(hop: Hop) -> int:
    if isinstance(hop, HandlerHop):
        return _HANDLER
    if isinstance(hop, RoomHop):
        return _JOIN if hop.kind == "join" else _LEAVE
    if isinstance(hop, DoneHop):
        return _DONE
    return _EMIT


def _to_bytes(rows: "array[int]") -> bytes:
    if sys.byteorder == "big":
        rows = rows[:]
        rows.byteswap()
    return rows.tobytes()


def _from_bytes(data: bytes) -> "array[int]":
    rows = array("i", data)
    if sys.byteorder == "big":
        rows.byteswap()
    return rows
