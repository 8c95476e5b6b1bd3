"""Every lab of a host."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import gevent

from ..contract.refusal import RefusalError
from .lab import Lab

if TYPE_CHECKING:
    from ..contract.limits import Limits
    from ..protocol.unsent import Budget
    from .lesson_programs import LessonPrograms
    from .stream_server import StreamServer


class Labs:
    """Keeps labs apart by lesson and id; both must have been checked.

    `unsent` is the host's budget for what waits to be sent.
    """

    def __init__(self, programs: LessonPrograms, limits: Limits, unsent: Budget) -> None:
        self._programs = programs
        self._unsent = unsent
        self._limits = limits
        self._labs: dict[str, Lab] = {}
        self._by_address: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._labs)

    @property
    def clients(self) -> int:
        """Connections that are open, in all labs."""
        return sum(lab.clients for lab in self._labs.values())

    def find(self, lesson: str, lab_id: str) -> Lab | None:
        """The lab of that name, when there is one."""
        return self._labs.get(f"{lesson}/{lab_id}")

    def enter(self, lesson: str, lab_id: str, address: str, streams: StreamServer) -> Lab:
        """The lab of that name, made when there is none; raises a refusal."""
        return self.find(lesson, lab_id) or self._open(lesson, lab_id, address, streams)

    def close(self, why: str) -> None:
        """Closes every lab."""
        gevent.joinall([gevent.spawn(lab.close, why) for lab in self._labs.values()])

    def _open(self, lesson: str, lab_id: str, address: str, streams: StreamServer) -> Lab:
        room = f"{lesson}/{lab_id}"
        # A lesson that is not there is refused as such, however many labs there are.
        self._programs.load(lesson)
        self._check_room(address)

        def on_close() -> None:
            if self._labs.get(room) is lab:
                del self._labs[room]
                self._by_address[address] -= 1
                self._by_address += Counter()

        lab = Lab(
            lambda: self._programs.load(lesson),
            self._limits,
            streams,
            room,
            on_close,
            self._unsent.part(self._limits.unsent_bytes_per_lab),
        )
        self._labs[room] = lab
        self._by_address[address] += 1
        return lab

    def _check_room(self, address: str) -> None:
        if len(self._labs) >= self._limits.max_labs:
            raise RefusalError("tooManyLabs")
        if self._by_address[address] >= self._limits.labs_per_address:
            raise RefusalError("tooManyLabsOfNetwork")
