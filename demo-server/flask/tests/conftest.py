"""What the tests are given."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol

import pytest

from .decoder import Decoder
from .open_host import HostProcess, OpenHost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Opens(Protocol):
    """Opens a host whose lesson "lesson" has this program.

    One process serves every test that wants nothing special of it; `own` asks for another.
    """

    def __call__(
        self, program: str, *arguments: str, own: bool = False, **limits: float
    ) -> OpenHost:
        """Opens it."""


@pytest.fixture(scope="session")
def decoder() -> Iterator[Decoder]:
    """What reads hops."""
    made = Decoder()
    yield made
    made.close()


@pytest.fixture(scope="session")
def shared_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostProcess]:
    """The process that serves most tests."""
    host = HostProcess(tmp_path_factory.mktemp("lessons"))
    yield host
    host.close()


@pytest.fixture
def opens(tmp_path: Path, decoder: Decoder, shared_host: HostProcess) -> Iterator[Opens]:
    """What opens hosts."""
    with ExitStack() as stack:

        def open_host(
            program: str, *arguments: str, own: bool = False, **limits: float
        ) -> OpenHost:
            process = shared_host
            if own or arguments or limits:
                process = HostProcess(tmp_path, *arguments, **limits)
                stack.callback(process.close)
            host = OpenHost(process, decoder)
            stack.callback(host.close)
            shutil.rmtree(host.lessons, ignore_errors=True)
            host.lessons.mkdir()
            host.write(program)
            return host

        yield open_host
