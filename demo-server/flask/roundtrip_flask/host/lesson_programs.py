"""The server programs of the lessons, each compiled once."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..contract.refusal import RefusalError
from ..tap.call_site import PROGRAM_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import CodeType

#: The built-in function that stands around what a `return` gives.
NOTE_RETURN = "__note_return__"


@dataclass(frozen=True)
class Program:
    """A compiled program, to be run as often as there are labs; or why it cannot be."""

    code: CodeType | SyntaxError
    #: Its lesson's folder, where the modules are that it may import.
    folder: Path


class LessonPrograms:
    """Reads `<folder>/<lesson>/app.py`, or that of a step, anew when the file has changed.

    The first of the folders that has the file counts.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        #: By the lesson's folder.
        self._known: dict[Path, tuple[tuple[int, int], Program]] = {}

    def load(self, lesson: str) -> Program:
        """The program of a lesson, whose name must have been checked; raises a refusal."""
        places = [folder / lesson.replace(".", "/steps/") for folder in self._folders]
        for place in places:
            program = self._load_from(place)
            if program is not None:
                return program
        raise _absent(lesson, is_there=any(place.is_dir() for place in places))

    def _load_from(self, folder: Path) -> Program | None:
        file = folder / PROGRAM_FILE
        try:
            found = file.stat()
            version = (found.st_mtime_ns, found.st_size)
            known = self._known.get(folder)
            if known is not None and known[0] == version:
                return known[1]
            source = file.read_bytes()
        except OSError:
            return None
        program = Program(compile_source(source, PROGRAM_FILE), folder)
        self._known[folder] = (version, program)
        return program


def compile_source(source: bytes, file: str) -> CodeType | SyntaxError:
    """Compiles a program's text; each `return` notes its line, and no line is moved."""
    try:
        tree = ast.parse(source, file)
        return compile(_NoteReturns().visit(tree), file, "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError as error:
        # A text with a null byte, before Python 3.11.
        return SyntaxError(str(error))


class _NoteReturns(ast.NodeTransformer):
    """An acknowledgement is what a handler returns, and no call says where."""

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is None:
            return node
        self.generic_visit(node)
        note = ast.copy_location(ast.Name(NOTE_RETURN, ast.Load()), node)
        call = ast.copy_location(ast.Call(note, [node.value], []), node)
        return ast.copy_location(ast.Return(call), node)


def _absent(lesson: str, *, is_there: bool) -> RefusalError:
    if is_there:
        return RefusalError(
            "unknown-lesson",
            f'The lesson "{lesson}" has no {PROGRAM_FILE}, so it does not run on Flask. '
            "Choose another server for it.",
        )
    return RefusalError("unknown-lesson", f'There is no lesson "{lesson}" on this server.')
