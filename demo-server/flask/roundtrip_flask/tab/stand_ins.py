"""What stands in a tab for modules that are not there, or that would wait for real threads."""

from __future__ import annotations

import queue
import sys
import threading
import time
from importlib.util import find_spec
from types import ModuleType

from . import green, waiting


def install() -> None:
    """Puts them in place; must be done before anything imports gevent or Engine.IO."""
    event = _module("gevent.event", Event=waiting.Event)
    lock = _module("gevent.lock", RLock=waiting.RLock)
    queues = _module("gevent.queue", JoinableQueue=waiting.JoinableQueue, Empty=queue.Empty)
    gevent = _module(
        "gevent",
        event=event,
        lock=lock,
        queue=queues,
        Greenlet=green.Greenlet,
        GreenletExit=green.GreenletExit,
        getcurrent=green.current,
        kill=green.kill,
        sleep=green.sleep,
        spawn=green.spawn,
        spawn_later=green.spawn_later,
    )
    gevent.__path__ = []
    # Engine.IO names them as it is imported, and never comes to use them.
    for absent in ("simple_websocket", "ssl"):
        if find_spec(absent) is None:
            _module(absent)
    # As `gevent.monkey` does on a host.
    time.sleep = green.sleep  # type: ignore[assignment]
    threading.Thread = waiting.Thread  # type: ignore[assignment,misc]
    threading.Timer = waiting.Timer  # type: ignore[assignment,misc]
    threading.Event = waiting.Event  # type: ignore[assignment,misc]
    queue.Queue = waiting.JoinableQueue  # type: ignore[assignment,misc]


def _module(name: str, **names: object) -> ModuleType:
    module = sys.modules[name] = ModuleType(name)
    vars(module).update(names)
    return module
