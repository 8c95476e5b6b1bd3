"""What a program imports: the lab's own where it must be, Python's everywhere else."""

from __future__ import annotations

import builtins
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

import flask_socketio

from ..contract.shared import sentence
from ..tap.call_site import note_return
from ..tap.scope import DIRECT
from .compile import NOTE_RETURN, compile_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_LAB_MODULE = "flask_socketio"
#: As it is told to whoever asks for another.
_OFFERED = f'Python\'s own modules, "flask" and "{_LAB_MODULE}"'


class ProgramModules:
    """The modules of one run of a program."""

    def __init__(self, folder: Path, socketio_class: type, handed: Mapping[str, object]) -> None:
        self._folder = folder
        self._builtins = {
            **vars(builtins),
            "__import__": self._import,
            NOTE_RETURN: note_return,
            "print": _print_nothing,
            **handed,
        }
        self.main = self._make("__main__")
        self._own = {"__main__": self.main, _LAB_MODULE: _lab_module(socketio_class)}

    def _make(self, name: str) -> ModuleType:
        module = ModuleType(name)
        vars(module)["__builtins__"] = self._builtins
        return module

    def _import(
        self,
        name: str,
        globals: Any = None,  # noqa: A002 -- the names that Python gives them
        locals: Any = None,  # noqa: A002
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> ModuleType:
        if level == 0:
            own = self._own.get(name) or self._beside(name)
            if own is not None:
                return own
        try:
            return builtins.__import__(name, globals, locals, fromlist, level)
        except ModuleNotFoundError as error:
            if error.name is None or not f"{name}.".startswith(f"{error.name}."):
                # What a module in turn imports is not this program's affair.
                raise
            told = sentence("noModule", name=error.name, offered=_OFFERED)
            raise ModuleNotFoundError(told, name=error.name) from None

    def _beside(self, name: str) -> ModuleType | None:
        """A module that stands in the lesson's folder: each lab has one of its own."""
        file = self._folder / f"{name}.py"
        if not name.isidentifier() or not file.is_file():
            return None
        code = compile_source(file.read_bytes(), file.name)
        if not isinstance(code, CodeType):
            raise code
        module = self._own[name] = self._make(name)
        exec(code, vars(module))  # noqa: S102 -- it ships with the site
        return module


def _lab_module(socketio_class: type) -> ModuleType:
    """Flask-SocketIO's module, with the lab's class and with calls that say whom they mean."""
    module = ModuleType(_LAB_MODULE)
    vars(module).update(vars(flask_socketio))
    vars(module).update(
        SocketIO=socketio_class,
        emit=_saying_whom(flask_socketio.emit),
        send=_saying_whom(flask_socketio.send),
        call=_saying_whom(flask_socketio.call),
    )
    return module


def _saying_whom(send: Callable[..., object]) -> Callable[..., object]:
    """Without a target it is straight to the socket whose handler runs."""

    def say(*args: object, **kwargs: object) -> object:
        direct = not (kwargs.get("to") or kwargs.get("room") or kwargs.get("broadcast"))
        token = DIRECT.set(direct)
        try:
            return send(*args, **kwargs)
        finally:
            DIRECT.reset(token)

    return say


def _print_nothing(*_values: object, **_options: object) -> None:
    """A host's terminal is not a lesson's."""
