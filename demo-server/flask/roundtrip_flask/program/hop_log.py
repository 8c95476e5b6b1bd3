"""The latest hops of one run, sent in batches."""

from collections import deque
from collections.abc import Callable

import gevent

from ..contract.batch import BatchWriter, HopBatch, after
from ..contract.hop import Hop
from ..contract.limits import NEWS

#: Times in a batch are 32-bit numbers, which hold some hours of it.
_LONGEST_MS = 3_600_000


class HopLog:
    """`send` gets each batch while `listening`; while nobody listens, batches only wait here."""

    def __init__(self, listening: Callable[[], bool], send: Callable[[HopBatch], None]) -> None:
        self._listening = listening
        self._send = send
        #: Each batch with what it takes.
        self._kept: deque[tuple[HopBatch, int]] = deque()
        self._kept_hops = 0
        self._kept_bytes = 0
        self._writer = BatchWriter()
        self._timer: gevent.Greenlet | None = None
        #: Id of the latest hop; 0 before the first.
        self.last = 0

    def add(self, hop: Hop) -> None:
        """Takes the next hop."""
        if self._writer.count and hop.at - self._writer.start > _LONGEST_MS:
            self.flush()
        self._writer.add(hop)
        self.last = hop.id
        if self._writer.count >= NEWS.max_hops_per_batch or self._writer.size > NEWS.kept_bytes:
            self.flush()
        elif self._timer is None and self._listening():
            self._timer = gevent.spawn_later(NEWS.batch_ms / 1_000, self._flush_late)

    def flush(self) -> None:
        """Sends now what waits to be sent."""
        if self._timer is not None:
            self._timer.kill(block=False)
            self._timer = None
        if self._writer.count == 0:
            return
        size = self._writer.size
        batch = self._writer.take()
        self._keep(batch, size)
        if self._listening():
            self._send(batch)

    def since(self, hop: int) -> list[HopBatch]:
        """What is kept of the hops whose id is greater, oldest first; only what was flushed."""
        missed = (after(batch, hop) for batch, _ in self._kept)
        return [batch for batch in missed if batch is not None]

    def _flush_late(self) -> None:
        self._timer = None
        self.flush()

    def _keep(self, batch: HopBatch, size: int) -> None:
        self._kept.append((batch, size))
        self._kept_hops += batch["count"]
        self._kept_bytes += size
        while self._kept_hops - self._kept[0][0]["count"] >= NEWS.kept_hops or (
            self._kept_bytes > NEWS.kept_bytes and len(self._kept) > 1
        ):
            oldest, bytes_of_it = self._kept.popleft()
            self._kept_hops -= oldest["count"]
            self._kept_bytes -= bytes_of_it
