"""The options of a program's `SocketIO`: what a lab honours of them, and why not the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..contract.shared import fill, read_shared, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

_REASONS: dict[str, str] = read_shared("options.json")

#: Options that are honoured as they are.
_HONOURED = frozenset(
    (
        "allow_upgrades",
        "always_connect",
        "async_handlers",
        "cookie",
        "cors_allowed_origins",
        "cors_credentials",
        "json",
        "manage_session",
        "namespaces",
        "ping_interval",
        "ping_timeout",
        "transports",
    )
)

_SIZE = "max_http_buffer_size"
#: Values by which an option asks for what a lab does anyway, where these are not only those that are
#: nothing.
_AS_IT_IS: Mapping[str, tuple[object, ...]] = {
    "async_mode": (None, "gevent"),
    "monitor_clients": (None, True),
    "serializer": (None, "default"),
    "path": (None, "socket.io", "/socket.io"),
    "resource": (None, "socket.io", "/socket.io"),
}


def lab_options(given: Mapping[str, Any], most_bytes: int) -> tuple[dict[str, Any], list[str]]:
    """The options that a lab's server is made with, and a sentence for each that has no effect.

    One that Flask-SocketIO does not know has none anywhere.
    """
    options = {name: value for name, value in given.items() if name in _HONOURED}
    options[_SIZE] = min(given.get(_SIZE, most_bytes), most_bytes)
    ineffective = [
        sentence("noEffect", option=name, why=fill(_REASONS[name], most=most_bytes))
        for name, value in given.items()
        if name in _REASONS and name not in _HONOURED and _is_ignored(name, value, most_bytes)
    ]
    return options, ineffective


def _is_ignored(name: str, value: Any, most_bytes: int) -> bool:
    if name == _SIZE:
        return bool(value > most_bytes)
    if name in _AS_IT_IS:
        return value not in _AS_IT_IS[name]
    return bool(value)
