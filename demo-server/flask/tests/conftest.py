"""What the tests are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from .decoder import Decoder
from .open_host import OpenHost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Opens(Protocol):
    """Opens a host whose lesson "lesson" has this program; closed after the test."""

    def __call__(self, program: str | None = None, *arguments: str, **limits: float) -> OpenHost:
        """Opens it."""


@pytest.fixture(scope="session")
def decoder() -> Iterator[Decoder]:
    """What reads hops."""
    made = Decoder()
    yield made
    made.close()


@pytest.fixture
def opens(tmp_path: Path, decoder: Decoder) -> Iterator[Opens]:
    """What opens hosts."""
    hosts: list[OpenHost] = []

    def open_host(program: str | None = None, *arguments: str, **limits: float) -> OpenHost:
        host = OpenHost(tmp_path, decoder, *arguments, **limits)
        hosts.append(host)
        if program is not None:
            host.write(program)
        return host

    yield open_host
    for host in hosts:
        host.close()
