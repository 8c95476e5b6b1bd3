"""The command."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from roundtrip_flask.host.arguments import read_arguments

from .clients import PATIENCE
from .open_host import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Opens


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "roundtrip_flask", *arguments]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)


def test_it_ends_when_its_parent_dies_and_with_nothing_else_to_say(opens: Opens) -> None:
    at = opens("a = 1\n", "--with-parent")
    assert at.health()["ok"]
    assert at.process.stdin is not None
    at.process.stdin.close()
    assert at.process.wait(PATIENCE) == 0


def test_it_runs_alone_with_the_lessons_of_the_repository() -> None:
    command = [sys.executable, "-m", "roundtrip_flask", "--port", "0"]
    with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["port"] > 0
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == ""


def test_it_says_when_its_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = _run("--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr == (
        f"Port {port} is taken. Stop the other program or choose another port: --port {port + 1}\n"
    )


def test_it_says_what_is_wrong_with_its_arguments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, sentence in (
        (["--port", "x"], '"x" is not a port. Choose a number from 0 to 65535.'),
        (["--port", "70000"], '"70000" is not a port.'),
        (["--lessons", str(tmp_path / "no")], "There is no folder"),
        (["--limits", "many"], '"many" is not a JSON object of limits. Give one such as'),
        (["--limits", "[]"], '"[]" is not a JSON object of limits.'),
        (["--limits", '{"maxLab": 1}'], 'There is no limit "maxLab". There are: maxLabs, '),
        (["--limits", '{"maxLabs": 0}'], 'The limit "maxLabs" must be a number above 0.'),
        (["--limits", '{"maxLabs": Infinity}'], 'The limit "maxLabs" must be a number above 0.'),
        (["--limits", '{"idleMs": true}'], 'The limit "idleMs" must be a number above 0.'),
        (["--prot", "1"], "unrecognized arguments: --prot 1"),
    ):
        with pytest.raises(SystemExit):
            read_arguments(arguments)
        assert sentence in capsys.readouterr().err


def test_its_arguments_have_defaults() -> None:
    read = read_arguments([])
    assert (read.port, read.host, read.allowed_origins) == (5000, "127.0.0.1", ())
    (lessons,) = read.lessons
    assert lessons.parts[-3:] == ("content", "docs", "lessons")


def test_it_takes_several_folders_of_lessons_in_their_order(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    read = read_arguments([f"--lessons={folder}" for folder in folders])
    assert read.lessons == tuple(folder.resolve() for folder in folders)
