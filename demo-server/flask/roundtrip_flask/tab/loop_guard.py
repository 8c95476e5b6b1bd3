"""Stops a program that never pauses; `add_ticks.py` puts the calls of `tick` in."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: One turn of a program may last so long without a pause, in seconds.
LIMIT = 1
#: Time is read at one tick in so many, a power of two.
_TICKS = 64


class LoopGuard:
    """The guard of one run.

    `turns` counts the changes from one greenlet to another: between two of them is a turn.
    `stopped` is told, once, of the line that ran too long; `ended` is raised there.
    """

    def __init__(
        self,
        turns: Callable[[], int],
        stopped: Callable[[int, int], None],
        ended: type[BaseException],
        now: Callable[[], float] = perf_counter,
    ) -> None:
        self._turns = turns
        self._stopped = stopped
        self._ended = ended
        self._now = now
        self._ticks = 0
        self._turn = -1
        self._began = 0.0
        self._is_over = False

    def tick(self, line: int) -> None:
        """Raises once a turn has lasted too long, and at every call from then on."""
        if self._is_over:
            raise self._ended
        self._ticks += 1
        if self._ticks % _TICKS:
            return
        now, turn = self._now(), self._turns()
        if turn != self._turn:
            self._turn, self._began = turn, now
        elif now - self._began > LIMIT:
            self.end()
            self._stopped(line, LIMIT)
            raise self._ended

    def end(self) -> None:
        """Lets the program go on nowhere from now on."""
        self._is_over = True
