"""The command line."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..contract.limits import Limits, read_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST_PORT = 65_535
_LESSONS = Path(__file__).resolve().parents[4] / "src/content/docs/lessons"


@dataclass(frozen=True)
class Arguments:
    """What the host is told when it is started."""

    port: int
    host: str
    #: Folders of lessons; of two lessons with one name, the first folder's is run.
    lessons: tuple[Path, ...]
    allowed_origins: tuple[str, ...]
    #: Names that the server is known by beside this machine's own.
    known_names: tuple[str, ...]
    chat_file: Path | None
    limits: Limits
    with_parent: bool
    behind_proxy: bool


def read_arguments(given: Sequence[str]) -> Arguments:
    """Reads the command line; exits with a sentence that says what is wrong with it."""
    parser = argparse.ArgumentParser(
        prog="python -m roundtrip_flask",
        description="Runs the labs of Roundtrip on Flask-SocketIO.",
        allow_abbrev=False,
    )
    parser.add_argument("--port", type=_port, default=5000, help="0 picks a free one")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument(
        "--lessons",
        type=_folder,
        action="append",
        help="folder of lessons, each with its app.py; given more than once, the first that has a "
        "lesson counts",
    )
    parser.add_argument(
        "--allow-origin", action="append", default=[], help="origin of another site that may use it"
    )
    parser.add_argument(
        "--known-name",
        action="append",
        default=[],
        help="name that the server is known by beside this machine's own, such as course.example",
    )
    parser.add_argument(
        "--chat-file", type=Path, help="the file that the chat is kept in; without it there is none"
    )
    parser.add_argument(
        "--limits",
        type=_limits,
        default=read_limits(),
        help="limits to set, as JSON, by their names in demo-server/contract/limits.json: "
        '{"maxLabs": 10}',
    )
    parser.add_argument(
        "--with-parent",
        action="store_true",
        help="stop when standard input ends, which it does when the process that started it dies",
    )
    parser.add_argument(
        "--behind-proxy",
        action="store_true",
        help="believe X-Forwarded-For: every request comes by a proxy that says there who asks",
    )
    read = parser.parse_args(given)
    return Arguments(
        read.port,
        read.host,
        tuple(read.lessons or [_LESSONS]),
        tuple(read.allow_origin),
        (read.host, *read.known_name),
        read.chat_file,
        read.limits,
        read.with_parent,
        read.behind_proxy,
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > _LARGEST_PORT:
        raise argparse.ArgumentTypeError(
            f'"{text}" is not a port. Choose a number from 0 to {_LARGEST_PORT}.'
        )
    return int(text)


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f'There is no folder "{text}".')
    return path.resolve()


def _limits(text: str) -> Limits:
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise argparse.ArgumentTypeError(
            f'"{text}" is not a JSON object of limits. Give one such as {{"maxLabs": 10}}.'
        )
    try:
        return read_limits(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
