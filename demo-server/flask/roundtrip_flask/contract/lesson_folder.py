"""Where the files of a lesson are, as `demo-server/contract/lesson-folder.ts` says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def folders_of(lessons: Path, slug: str) -> list[Path]:
    """The folder of a lesson, or of a step and of those it inherits from, the nearest first.

    Empty where there is no such step.
    """
    lesson, _, step = slug.partition(".")
    if not step:
        return [lessons / lesson]
    folder = lessons / lesson / "steps"
    if not (folder / step).is_dir():
        return []
    steps = sorted((one for one in folder.iterdir() if one.is_dir()), key=_number)
    return steps[steps.index(folder / step) :: -1]


def _number(step: Path) -> tuple[int, str]:
    digits = re.match(r"\d*", step.name)
    return (int(digits[0] or 0) if digits else 0, step.name)
