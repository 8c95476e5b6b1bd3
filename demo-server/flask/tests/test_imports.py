"""Imports: none goes round in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from .decoder import REPOSITORY
from .open_host import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

RULES = FOLDER / "pyproject.toml"
_FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "


def _are_kept(rules: Path, *only: str) -> bool:
    code = lint_imports(str(rules), limit_to_contracts=only, no_cache=True, no_logo=True)
    return code == EXIT_STATUS_SUCCESS


def test_the_host_its_tests_and_the_chat_keep_the_rules_of_imports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "examples/chat/flask"))
    assert _are_kept(RULES)


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        ({"a": "from . import b", "b": ""}, True),
        ({"a": "from . import b", "b": "from . import a"}, False),
        ({"a": "from . import b", "b": f"{_FOR_TYPES}from .a import A"}, False),
        # Two folders, of which no two modules import one another.
        ({"x/a": "from ..y import a", "y/a": "", "y/b": "from ..x import b", "x/b": ""}, False),
    ],
)
def test_the_rule_sees_a_circle(
    files: dict[str, str], kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python keeps what it has imported, and each case has modules of its own.
    name = f"circle_{tmp_path.name.replace('-', '_')}"
    for file, text in {"__init__": "", "x/__init__": "", "y/__init__": "", **files}.items():
        path = tmp_path / name / f"{file}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    rules = tmp_path / "pyproject.toml"
    roots = '["roundtrip_flask", "tests", "chat"]'
    text = RULES.read_text()
    assert roots in text
    rules.write_text(text.replace(roots, f'["{name}"]'))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert _are_kept(rules, "cycles") == kept
