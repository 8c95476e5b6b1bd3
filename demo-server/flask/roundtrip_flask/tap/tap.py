"""The tap of one run of one lab's program: turns what happens inside its server into hops."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from ..contract.hop import (
    Cause,
    DoneHop,
    EmitHop,
    HandlerHop,
    Hop,
    How,
    MessageRef,
    RoomHop,
)
from .scope import SCOPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.program_error import ProgramError
    from .tasks import Tasks

_EPOCH = time.time() - time.perf_counter()


class Tap:
    """`record` gets each hop as it happens; `report` each error of the program.

    `notice` gets what in the program has no effect in a lab.
    """

    def __init__(
        self,
        record: Callable[[Hop], None],
        report: Callable[[BaseException], None],
        tasks: Tasks,
        notice: Callable[[ProgramError], None],
    ) -> None:
        self._record = record
        self.report = report
        self.notice = notice
        #: What runs for the program, apart from its handlers' own greenlets.
        self.tasks = tasks
        self._last = 0

    def run_task(self, work: Callable[[], object]) -> object:
        """Runs `work` in this greenlet, as one of the tasks."""
        return self.tasks.run(work)

    def handler(self, namespace: str, line: int | None, event: str, engine: str) -> int:
        """A handler of the program begins; gives the id of its hop."""
        hop = HandlerHop(self._next(), _now(), namespace, line, self._cause(), event, engine)
        self._record(hop)
        return hop.id

    def emit(
        self,
        namespace: str,
        line: int | None,
        how: How,
        to: list[MessageRef],
        *,
        event: str | None = None,
        rooms: list[str] | None = None,
        except_: list[str] | None = None,
    ) -> None:
        """One packet was sent to some sockets."""
        cause = self._cause()
        self._record(
            EmitHop(
                self._next(),
                _now(),
                namespace,
                line,
                cause,
                how,
                event,
                rooms or [],
                except_ or [],
                to,
            )
        )

    def room(
        self,
        namespace: str,
        line: int | None,
        kind: Literal["join", "leave"],
        room: str,
        engine: str,
    ) -> None:
        """A socket joined or left a room."""
        cause = self._cause()
        self._record(RoomHop(self._next(), _now(), namespace, line, cause, kind, room, engine))

    def done(self, namespace: str, event: str, engine: str) -> None:
        """The handlers of a message, the cause of what runs now, have ended."""
        cause = self._cause()
        if cause is not None:
            self._record(DoneHop(self._next(), _now(), namespace, None, cause, event, engine))

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _cause(self) -> Cause | None:
        scope = SCOPE.get()
        return scope.cause if scope is not None and scope.owner is self else None


def _now() -> float:
    """Milliseconds since the Unix epoch, to a hundredth."""
    return round((_EPOCH + time.perf_counter()) * 1_000, 2)
