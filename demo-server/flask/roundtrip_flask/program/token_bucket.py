"""How often something may happen."""

from collections.abc import Callable
from time import monotonic

#: Addresses that are remembered before those that have long been quiet are forgotten.
_MOST_KEYS = 10_000


class TokenBucket:
    """Says whether one more may pass: `burst` at once, `per_second` in the long run.

    One that counts for several may pass where one may, and those after it wait the longer.
    """

    __slots__ = ("_at", "_burst", "_left", "_now", "_per_second")

    def __init__(self, per_second: float, burst: int, now: Callable[[], float] = monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._now = now
        self._left = float(burst)
        self._at = now()

    def passes(self, counts_for: int = 1) -> bool:
        """Whether one more may pass; it is counted if so."""
        if self._left < 1:
            # Time is read only when the burst is used up: most connections never come near.
            now = self._now()
            self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
            self._at = now
            if self._left < 1:
                return False
        self._left -= counts_for
        return True


class TokenBuckets:
    """One bucket for each key, forgotten when it has long been full again."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._full_after = burst / per_second
        self._known: dict[str, tuple[TokenBucket, float]] = {}

    def passes(self, key: str) -> bool:
        """Whether one more of this key may pass."""
        now = monotonic()
        if len(self._known) > _MOST_KEYS:
            self._known = {
                known: one for known, one in self._known.items() if now - one[1] < self._full_after
            }
        bucket = (
            self._known[key][0]
            if key in self._known
            else TokenBucket(self._per_second, self._burst)
        )
        self._known[key] = (bucket, now)
        return bucket.passes()
