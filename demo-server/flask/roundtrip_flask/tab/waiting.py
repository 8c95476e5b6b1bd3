"""What greenlets of a tab wait at: events, queues, locks, and threads, which are greenlets."""

from __future__ import annotations

import queue
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from .green import Greenlet, pause, sleep, wake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Event:
    """Greenlets wait until it is set."""

    def __init__(self) -> None:
        self._is_set = False
        self._waiters: deque[Any] = deque()

    def is_set(self) -> bool:
        """Whether nobody would wait."""
        return self._is_set

    def set(self) -> None:
        """Wakes all who wait."""
        self._is_set = True
        wake(self._waiters)

    def clear(self) -> None:
        """Lets whoever comes wait again."""
        self._is_set = False

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it is set, by then."""
        if not self._is_set:
            pause(self._waiters, timeout)
        return self._is_set


class JoinableQueue:
    """A queue without an end: nobody waits to put."""

    def __init__(self, maxsize: int = 0) -> None:
        del maxsize
        #: As Engine.IO's guarded connection looks into it.
        self.queue: deque[Any] = deque()
        self._unfinished = 0
        self._getters: deque[Any] = deque()
        self._joiners: deque[Any] = deque()

    def put(self, item: object, block: bool = True, timeout: float | None = None) -> None:
        """Adds one at the end."""
        del block, timeout
        self.queue.append(item)
        self._unfinished += 1
        wake(self._getters, 1)

    put_nowait = put

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The first; waits for one, or raises `queue.Empty`."""
        self._wait(block, timeout)
        return self.queue.popleft()

    def peek(self, block: bool = True, timeout: float | None = None) -> Any:
        """The first, which stays."""
        self._wait(block, timeout)
        return self.queue[0]

    def get_nowait(self) -> Any:
        """The first, or raises `queue.Empty`."""
        return self.get(block=False)

    def task_done(self) -> None:
        """Whoever took one is done with it."""
        self._unfinished -= 1
        if self._unfinished <= 0:
            wake(self._joiners)

    def join(self, timeout: float | None = None) -> None:
        """Waits until all that were put are done with."""
        if self._unfinished > 0:
            pause(self._joiners, timeout)

    def empty(self) -> bool:
        """Whether there is none."""
        return not self.queue

    def qsize(self) -> int:
        """How many there are."""
        return len(self.queue)

    def _wait(self, block: bool, timeout: float | None) -> None:
        end = None if timeout is None else time.monotonic() + timeout
        while not self.queue:
            left = None if end is None else end - time.monotonic()
            if not block or (left is not None and left <= 0):
                raise queue.Empty
            pause(self._getters, left)


class RLock:
    """Greenlets change only where they wait, which nobody does who holds one here."""

    def acquire(self, *_args: object, **_options: object) -> bool:
        """Takes it."""
        return True

    def release(self) -> None:
        """Gives it back."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        return None


class Thread(Greenlet):
    """`threading.Thread`, as a greenlet."""

    _count = 0

    def __init__(
        self,
        group: None = None,
        target: Callable[..., object] | None = None,
        name: str | None = None,
        args: Iterable[object] = (),
        kwargs: Mapping[str, object] | None = None,
        *,
        daemon: bool | None = None,
    ) -> None:
        del group, daemon
        Thread._count += 1
        super().__init__(target, *args, **(kwargs or {}))
        self.name = name or f"Thread-{Thread._count}"
        self.daemon = True

    def is_alive(self) -> bool:
        """Whether it has begun and not ended."""
        return bool(self)


class Timer(Thread):
    """`threading.Timer`, likewise."""

    def __init__(
        self,
        interval: float,
        function: Callable[..., object],
        args: Iterable[object] | None = None,
        kwargs: Mapping[str, object] | None = None,
    ) -> None:
        def work() -> None:
            sleep(interval)
            function(*(args or ()), **(kwargs or {}))

        super().__init__(target=work)

    def cancel(self) -> None:
        """Lets it not happen."""
        self.kill()
