"""The server programs of the lessons, each compiled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..contract.lesson_folder import folders_of
from ..contract.program_error import PROGRAM_FILE
from ..contract.refusal import RefusalError
from ..program.compile import Program, compile_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class LessonPrograms:
    """Reads `<folder>/<lesson>/app.py`, or that of a step, anew when the file has changed.

    The first of the folders that has the file, or inherits it, counts.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        #: By the folder of the file.
        self._known: dict[Path, tuple[tuple[int, int], Program]] = {}

    def load(self, lesson: str) -> Program:
        """The program of a lesson, whose name must have been checked; raises a refusal."""
        places = [place for folder in self._folders for place in folders_of(folder, lesson)]
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


def _absent(lesson: str, *, is_there: bool) -> RefusalError:
    if is_there:
        return RefusalError("lessonNotOnFlask", lesson=lesson, file=PROGRAM_FILE)
    return RefusalError("lessonMissing", lesson=lesson)
