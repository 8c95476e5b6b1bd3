"""What runs now: which lab's program, and what made it run."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.hop import Cause, MessageRef


class Owner(Protocol):
    """Whose program runs: what its lab is told, and what ends with it."""

    def report(self, error: BaseException, /) -> None:
        """Tells of an error of the program."""

    def run_task(self, work: Callable[[], object], /) -> object:
        """Runs `work` in this greenlet, which ends with the program."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A program, and the cause of what it does now."""

    owner: Owner
    cause: Cause | None = None


#: Each greenlet has its own; `carried` hands it on to another.
SCOPE: ContextVar[Scope | None] = ContextVar("scope", default=None)
#: The messages of the packet that is being sent now; None between packets.
SENDING: ContextVar[list[MessageRef] | None] = ContextVar("sending", default=None)
#: The next packet is straight to the socket whose handler runs.
DIRECT: ContextVar[bool] = ContextVar("direct", default=False)


def carried(scope: Scope | None, work: Callable[..., object]) -> Callable[..., object]:
    """`work`, to be run in a greenlet of its own, in this scope.

    The scope alone goes along: with the whole context Flask's request would, and a bare `emit`
    in a background task would work here and nowhere else.
    """

    def run(*args: object, **kwargs: object) -> object:
        SCOPE.set(scope)
        return work(*args, **kwargs)

    return run
