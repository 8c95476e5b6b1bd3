"""Greenlets of a tab: gevent's, as far as this package, Engine.IO and programs use it.

Each is a WebAssembly stack of its own, which JavaScript Promise Integration suspends: it is begun by
`bridge.spawn`, and blocks in `pause` alone. `kill` wakes it there and raises.
"""

from __future__ import annotations

import contextlib
from collections import deque
from contextvars import Context, ContextVar
from typing import TYPE_CHECKING, Any

import bridge
from pyodide.ffi import create_proxy, run_sync

if TYPE_CHECKING:
    from collections.abc import Callable

_CURRENT: ContextVar[Greenlet | None] = ContextVar("greenlet", default=None)
#: Those that have begun and not ended.
_running: set[Greenlet] = set()


class GreenletExit(BaseException):
    """Raised where a killed greenlet waits."""


class Turns:
    """How often a greenlet has begun or gone on: between two changes one alone has run."""

    count = 0


class Greenlet:
    """A function with a stack of its own."""

    def __init__(
        self, run: Callable[..., object] | None = None, *args: object, **kwargs: object
    ) -> None:
        self._target = (run, args, kwargs)
        #: What it waits for now.
        self._pause: Any = None
        #: What is raised when it wakes.
        self._doom: type[BaseException] | None = None
        self._links: list[Callable[[Any], object]] = []
        self.started = False
        self.dead = False

    def __bool__(self) -> bool:
        return self.started and not self.dead

    def run(self) -> object:
        """Does its work; a program may put another function here."""
        run, args, kwargs = self._target
        return None if run is None else run(*args, **kwargs)

    def start(self) -> None:
        """Begins it, in a turn of its own."""
        self.started = True
        _running.add(self)
        bridge.spawn(create_proxy(self._begin))

    def link(self, callback: Callable[[Any], object]) -> None:
        """Calls back when it has ended."""
        if self.dead:
            callback(self)
        else:
            self._links.append(callback)

    def kill(
        self,
        exception: type[BaseException] = GreenletExit,
        block: bool = True,
        timeout: float | None = None,
    ) -> None:
        """Ends it where it waits, or before it begins; waits for nothing."""
        del block, timeout
        if self.dead or self._doom is not None:
            return
        self._doom = exception
        if self._pause is not None:
            self._pause.wake(False)

    def join(self, timeout: float | None = None) -> None:
        """Waits until it has ended."""
        if self.dead:
            return
        waiters: deque[Any] = deque()
        self.link(lambda _self: wake(waiters))
        pause(waiters, timeout)

    def _begin(self) -> None:
        # Without any of what its starter's context holds, as gevent's.
        Context().run(self._body)

    def _body(self) -> None:
        _CURRENT.set(self)
        Turns.count += 1
        try:
            if self._doom is None:
                self.run()
        except (GreenletExit, SystemExit):
            pass
        except BaseException as error:  # noqa: BLE001 -- nobody is above it
            bridge.stray(f"{type(error).__name__}: {error}")
        finally:
            self.dead = True
            self._target = (None, (), {})
            _running.discard(self)
            for link in self._links:
                link(self)


def pause(waiters: deque[Any] | None = None, seconds: float | None = None) -> None:
    """Blocks this greenlet until it is woken, or until the time is over."""
    me = _CURRENT.get()
    if me is not None and me._doom is not None:  # noqa: SLF001
        raise me._doom  # noqa: SLF001
    waited = bridge.pause(-1 if seconds is None else max(0, seconds) * 1_000)
    if waiters is not None:
        waiters.append(waited)
    if me is not None:
        me._pause = waited  # noqa: SLF001
    try:
        run_sync(waited.promise)
    finally:
        Turns.count += 1
        if me is not None:
            me._pause = None  # noqa: SLF001
        if waiters is not None:
            with contextlib.suppress(ValueError):
                waiters.remove(waited)
    if me is not None and me._doom is not None:  # noqa: SLF001
        raise me._doom  # noqa: SLF001


def wake(waiters: deque[Any], most: int | None = None) -> None:
    """Wakes those that wait, in their order: all, or so many."""
    while waiters and most != 0:
        if waiters.popleft().wake(True) and most is not None:
            most -= 1


def current() -> Greenlet | None:
    """The greenlet that runs now."""
    return _CURRENT.get()


def spawn(function: Callable[..., object], *args: object, **kwargs: object) -> Greenlet:
    """Begins a function in a greenlet of its own."""
    greenlet = Greenlet(function, *args, **kwargs)
    greenlet.start()
    return greenlet


def spawn_later(
    seconds: float, function: Callable[..., object], *args: object, **kwargs: object
) -> Greenlet:
    """Begins it so much later."""

    def later() -> None:
        pause(seconds=seconds)
        function(*args, **kwargs)

    return spawn(later)


def kill(greenlet: Greenlet, exception: type[BaseException] = GreenletExit) -> None:
    """Ends a greenlet where it waits."""
    greenlet.kill(exception)


def kill_all() -> None:
    """Ends all greenlets but the one that asks."""
    for greenlet in _running - {_CURRENT.get()}:
        greenlet.kill()


def sleep(seconds: float = 0, ref: bool = True) -> None:
    """Blocks this greenlet alone."""
    del ref
    pause(seconds=seconds)
