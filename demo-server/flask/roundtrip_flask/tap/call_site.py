"""Where in the program something was called."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING

from ..contract.program_error import PROGRAM_FILE

if TYPE_CHECKING:
    from types import CodeType, FrameType

#: The last `return` of the program that gave a value, in this greenlet: its function and its line.
RETURNED: ContextVar[tuple[CodeType, int] | None] = ContextVar("returned", default=None)


def program_line() -> int | None:
    """Line of the program that stands on the stack, or None when none does."""
    # `inspect` would make a list of all frames first.
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001
    while frame is not None:
        if frame.f_code.co_filename == PROGRAM_FILE:
            return frame.f_lineno
        frame = frame.f_back
    return None


def note_return(value: object) -> object:
    """Stands around what a `return` of the program gives, and notes where that was."""
    frame = sys._getframe(1)  # noqa: SLF001
    RETURNED.set((frame.f_code, frame.f_lineno))
    return value


def line_of_return(code: CodeType | None) -> int | None:
    """Line of the `return` by which a function has just ended; None where it had none."""
    if code is None:
        return None
    if code.co_name == "<lambda>":
        return code.co_firstlineno
    returned = RETURNED.get()
    return returned[1] if returned is not None and returned[0] is code else None
