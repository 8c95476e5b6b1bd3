"""What was emitted and has not left: without a limit, a client that does not read fills the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..contract.refusal import Refusal, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a packet costs beside its data.
_OVERHEAD = 64


def bytes_of(packet: Any) -> int:
    """What an Engine.IO packet takes, about; 0 for the end of a queue."""
    if packet is None:
        return 0
    data = packet.data
    return _OVERHEAD + (len(data) if isinstance(data, (str, bytes, bytearray)) else 0)


class Budget:
    """The unsent bytes of several connections; `within` is the budget that these are part of.

    Where there are more than `most`, the one with the most is ended, and told `why`; so is one that
    has more than `each`.
    """

    def __init__(
        self,
        most: float,
        each: float,
        why: str = "tooMuchUnsentOfHost",
        within: Budget | None = None,
    ) -> None:
        self.each = each
        self._most = most
        self._why = why
        self._within = within
        self._held = 0
        self._holders: set[Unsent] = set()

    def part(self, most: float) -> Budget:
        """The budget of one lab, within this one."""
        return Budget(most, self.each, "tooMuchUnsentOfLab", self)

    def add(self, holder: Unsent, size: int) -> None:
        """One of the connections holds so much more, or less."""
        self._held += size
        if holder.held:
            self._holders.add(holder)
        else:
            self._holders.discard(holder)
        if self._within is not None:
            self._within.add(holder, size)
        if size > 0 and self._held > self._most and self._holders:
            max(self._holders, key=lambda one: one.held).end(_refusal(self._why, self._most))


class Unsent:
    """The unsent bytes of one connection; `end` ends it."""

    __slots__ = ("_budget", "_forgotten", "end", "held")

    def __init__(self, budget: Budget, end: Callable[[Refusal], None]) -> None:
        self._budget = budget
        self._forgotten = False
        self.held = 0
        self.end = end

    def add(self, size: int) -> None:
        """So much more waits to be sent."""
        if self._forgotten:
            return
        self.held += size
        self._budget.add(self, size)
        if self.held > self._budget.each:
            self.end(_refusal("tooMuchUnsent", self._budget.each))

    def take(self, size: int) -> None:
        """So much is being sent."""
        # What Engine.IO puts into the queue by itself was never added.
        size = min(size, self.held)
        self.held -= size
        self._budget.add(self, -size)

    def forget(self) -> None:
        """The connection has ended."""
        self._forgotten = True
        self.take(self.held)


def _refusal(why: str, most: float) -> Refusal:
    return refusal_of(why, megabytes=most / 1_000_000)
