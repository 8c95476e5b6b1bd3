"""What a program has running besides its handlers: it ends with its lab."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import gevent

from ..contract.program_error import PROGRAM_RAISES
from .scope import SCOPE, Scope

if TYPE_CHECKING:
    from collections.abc import Callable


class Tasks:
    """Greenlets that are ended together."""

    def __init__(self) -> None:
        self._running: set[gevent.Greenlet] = set()
        self._stopped = False

    def run(self, work: Callable[[], object]) -> object:
        """Runs `work` in this greenlet, as one of the tasks."""
        current = gevent.getcurrent()
        self.add(current)
        try:
            return work()
        finally:
            self._running.discard(current)

    def add(self, task: gevent.Greenlet) -> None:
        """Takes a greenlet in; one that comes too late is ended at once."""
        if self._stopped:
            gevent.kill(task)
            return
        self._running.add(task)
        if hasattr(task, "link"):
            task.link(self._running.discard)

    def stop(self) -> None:
        """Ends every task but the one that asks; does not wait for it."""
        self._stopped = True
        for task in self._running - {gevent.getcurrent()}:
            gevent.kill(task)
        self._running.clear()


def carry_scopes_to_threads() -> None:
    """Makes every thread that a program starts keep its scope and end with its lab.

    `threading.Timer` is a thread too. Threads of this process are greenlets.
    """
    start = threading.Thread.start

    def start_in_scope(self: threading.Thread) -> None:
        scope = SCOPE.get()
        if scope is not None:
            _put_in_scope(self, scope)
        start(self)

    threading.Thread.start = start_in_scope  # type: ignore[method-assign]


def _put_in_scope(thread: threading.Thread, scope: Scope) -> None:
    run = thread.run

    def run_in_scope() -> None:
        SCOPE.set(scope)
        try:
            scope.owner.run_task(run)
        except gevent.GreenletExit:
            # Its lab has ended, of which a thread would make a long tale.
            pass
        except PROGRAM_RAISES as error:
            scope.owner.report(error)

    thread.run = run_in_scope  # type: ignore[method-assign]
