"""How much is too much."""

from __future__ import annotations

import math
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 10_000


class TokenBucket:
    """Lets each key do a burst of things, and from then on so many a second."""

    def __init__(self, burst: int, per_second: float, now: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._per_second = per_second
        self._now = now
        self._buckets: dict[str, tuple[float, float]] = {}
        self._most = _KEPT

    def take(self, key: str) -> int:
        """Takes one; gives 0, or the milliseconds to wait where there is none to take."""
        if len(self._buckets) > self._most:
            self._buckets = {k: b for k, b in self._buckets.items() if self._left(k) < self._burst}
            # Where few are full, it is not looked again at each turn.
            self._most = max(_KEPT, 2 * len(self._buckets))
        left = self._left(key)
        if left < 1:
            return math.ceil((1 - left) / self._per_second * 1000)
        self._buckets[key] = (left - 1, self._now())
        return 0

    def _left(self, key: str) -> float:
        left, at = self._buckets.get(key, (self._burst, 0))
        return min(self._burst, left + (self._now() - at) * self._per_second)
