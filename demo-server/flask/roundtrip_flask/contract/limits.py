"""What a host allows: the figures are in `demo-server/contract/limits.json`, for every host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from .shared import read_shared

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHARED: dict[str, dict[str, float]] = read_shared("limits.json")
_HOST = _SHARED["host"]


@dataclass(frozen=True)
class Limits:
    """Every one can be set to suit the place."""

    max_labs: int
    #: A class may share one address.
    labs_per_address: int
    clients_per_lab: int
    streams_per_lab: int
    #: Connections to the chat; a reader has one a tab.
    chat_clients: int
    #: A class may share one address; one address shuts nobody else out.
    chat_clients_per_address: int
    #: A lab with no client and no stream is closed after this many milliseconds.
    idle_ms: float
    #: A lab is closed at this age in milliseconds; whoever still uses it gets a new one.
    max_age_ms: float
    #: Messages a connection may send: a steady rate a second, and how many at once.
    messages_per_second: float
    message_burst: int
    #: A message counts once more for each so many bytes.
    bytes_per_message: int
    #: New connections from one address, likewise.
    handshakes_per_second: float
    handshake_burst: int
    max_payload_bytes: int
    #: What may wait for clients to read it, in bytes: whoever has more waiting is cut off.
    unsent_bytes_per_connection: int
    unsent_bytes_per_lab: int
    unsent_bytes_per_host: int
    #: Restarts that one lab may be asked for, likewise.
    restarts_per_second: float
    restart_burst: int
    #: Messages a page may send on a stream, likewise, and the most bytes of one.
    stream_messages_per_second: float
    stream_message_burst: int
    max_stream_payload_bytes: int
    #: Time for clients to see a proper end before their sockets are cut, in milliseconds.
    stop_grace_ms: float


@dataclass(frozen=True)
class News:
    """How a lab's news reach its pages."""

    #: Hops kept, at least, for a stream that opens a little later or again.
    kept_hops: int
    #: Fewer are kept where they take more bytes than this: clients choose the names in them.
    kept_bytes: int
    max_hops_per_batch: int
    #: Time for which hops wait to go together, in milliseconds.
    batch_ms: float
    #: Errors kept for a stream that opens after them.
    kept_errors: int
    #: Time for a goodbye to be heard, in milliseconds.
    goodbye_ms: float


def read_limits(given: Mapping[str, object] | None = None) -> Limits:
    """What a host allows, where `given` does not say otherwise, by the names of `limits.json`.

    Raises a `ValueError` that says what is wrong with `given`.
    """
    for name, value in (given or {}).items():
        if name not in _HOST:
            raise ValueError(f'There is no limit "{name}". There are: {", ".join(_HOST)}.')
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < inf:
            raise ValueError(f'The limit "{name}" must be a number above 0.')
    figures: dict[str, float] = {**_HOST, **(given or {})}  # type: ignore[dict-item]
    return Limits(**_in_snake_case(figures))  # type: ignore[arg-type]


def _in_snake_case(figures: Mapping[str, float]) -> dict[str, float]:
    return {re.sub("[A-Z]", r"_\g<0>", name).lower(): one for name, one in figures.items()}


NEWS = News(**_in_snake_case(_SHARED["news"]))  # type: ignore[arg-type]
