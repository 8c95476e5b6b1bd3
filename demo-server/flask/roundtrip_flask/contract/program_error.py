"""Errors of a program, by the program's own file, line and column."""

import traceback
from typing import TypedDict

from .refusal import RefusalError
from .shared import sentence

#: Name of a lesson's program, in its stack traces too.
PROGRAM_FILE = "app.py"
#: What a program may raise: `sys.exit` too must end nothing but the program.
PROGRAM_RAISES = (Exception, SystemExit)

_LONGEST = 500


class _Place(TypedDict, total=False):
    line: int
    column: int


class ProgramError(_Place):
    """An error in a lesson's program; line and column from 1."""

    message: str
    file: str


class ProgramFault(Exception):  # noqa: N818 -- as on Node
    """A program that cannot be what it says."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.error: ProgramError = {"message": message, "file": PROGRAM_FILE}


def to_program_error(thrown: BaseException) -> ProgramError:
    """Anything raised as the program's own error: message, and the last place in the program."""
    if isinstance(thrown, ProgramFault):
        return thrown.error
    error: ProgramError = {"message": _message_of(thrown), "file": PROGRAM_FILE}
    if isinstance(thrown, SyntaxError) and thrown.filename == PROGRAM_FILE:
        _put(error, thrown.lineno, thrown.offset)
        return error
    for frame in reversed(traceback.extract_tb(thrown.__traceback__)):
        if frame.filename == PROGRAM_FILE:
            # Python tells the column from 3.11 on.
            column: int | None = getattr(frame, "colno", None)
            _put(error, frame.lineno, None if column is None else column + 1)
            break
    return error


def notice_at(message: str, line: int | None) -> ProgramError:
    """What in a program that runs has no effect in a lab, and why; told as an error is."""
    notice: ProgramError = {"message": message, "file": PROGRAM_FILE}
    _put(notice, line, None)
    return notice


def refusal_by(error: ProgramError) -> RefusalError:
    """What a client is told that connects to a program which did not start."""
    file, line = error["file"], error.get("line")
    place = file if line is None else sentence("placeOfError", file=file, line=line)
    return RefusalError("programFailed", place=place, error=error["message"])


def _put(error: ProgramError, line: int | None, column: int | None) -> None:
    if line:
        error["line"] = line
        if column:
            error["column"] = column


def _message_of(thrown: BaseException) -> str:
    try:
        text = thrown.msg if isinstance(thrown, SyntaxError) else str(thrown)
    except Exception:  # noqa: BLE001 -- its own text raises
        return f"The program raised a {type(thrown).__name__} that has no text."
    name = type(thrown).__name__
    return (f"{name}: {text}" if text else name)[:_LONGEST]
