"""What every host reads from `demo-server/contract`, whatever language it is written in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[3] / "contract"


def read_shared(name: str) -> dict[str, Any]:
    """A JSON file of the contract."""
    shared: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return shared


def fill(template: str, /, **values: object) -> str:
    """A sentence with its values in it; raises a `KeyError` where one is missing."""
    return template.format(**{name: _written(value) for name, value in values.items()})


def _written(value: object) -> str:
    """A number is written as JavaScript writes it."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


_SENTENCES: dict[str, str] = read_shared("sentences.json")


def sentence(name: str, /, **values: object) -> str:
    """What every host says in the same words."""
    return fill(_SENTENCES[name], **values)
