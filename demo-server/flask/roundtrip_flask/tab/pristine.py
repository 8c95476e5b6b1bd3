"""Puts back what a program has changed of the modules that all programs share.

A worker runs one program after the other: without this, one that replaces `time.time`, or a method
of Flask's, would have changed it for the next, too.
"""

from __future__ import annotations

import gc
import sys
from types import ModuleType
from typing import Any

#: Packages whose classes are kept as well: those that a program works with.
_WITH_CLASSES = ("engineio", "flask", "flask_socketio", "socketio", "werkzeug")
#: What Python and its worker keep count in.
_OWN = ("_pyodide", "asyncio", "pyodide", "sys")
_HEAP_TYPE = 1 << 9


class Pristine:
    """What modules and classes held when it was made."""

    def __init__(self) -> None:
        self._modules = {
            name: (module, dict(vars(module)))
            for name, module in list(sys.modules.items())
            if type(module) is ModuleType and name.partition(".")[0] not in _OWN
        }
        self._names = set(sys.modules)
        self._path = list(sys.path)
        self._recursion = sys.getrecursionlimit()
        self._classes = {
            one: dict(vars(one))
            for name, (_, holds) in self._modules.items()
            if name.partition(".")[0] in _WITH_CLASSES
            for one in holds.values()
            if isinstance(one, type) and one.__flags__ & _HEAP_TYPE
        }

    def restore(self) -> None:
        """Makes it all what it was; a program's own imports are made anew."""
        gc.enable()
        sys.settrace(None)
        sys.setrecursionlimit(self._recursion)
        sys.path[:] = self._path
        for name in [name for name in sys.modules if name not in self._names]:
            del sys.modules[name]
        for name, (module, holds) in self._modules.items():
            sys.modules[name] = module
            _restore(module, vars(module), holds)
        for one, holds in self._classes.items():
            _restore(one, vars(one), holds)


def _restore(owner: Any, now: Any, holds: dict[str, Any]) -> None:
    if len(now) != len(holds):
        # What Python itself notes stays.
        for name in [name for name in now if name not in holds and not name.startswith("__")]:
            delattr(owner, name)
    for name, value in holds.items():
        if now.get(name) is not value and not name.startswith("__"):
            setattr(owner, name, value)
