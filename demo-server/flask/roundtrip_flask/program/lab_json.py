"""The JSON of a program's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import json as flask_json

from ..protocol.packet import StrictPacket

if TYPE_CHECKING:
    from flask import Flask


def packet_with(given: Any, app: Flask) -> type[StrictPacket]:
    """Packets written and read by a module of the program's choice, in its lab alone.

    Python-socketio would set it for every server of the process:
    https://github.com/miguelgrinberg/python-socketio/blob/v5.18.1/src/socketio/base_server.py#L31
    """
    module = _InContext(app) if given is flask_json else given
    return type("OwnPacket", (StrictPacket,), {"json": module})


class _InContext:
    """Flask's JSON, whose output depends on the app that it is in."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def dumps(self, value: Any, **options: Any) -> str:
        """Writes a value."""
        with self._app.app_context():
            return flask_json.dumps(value, **options)

    def loads(self, text: str, **options: Any) -> Any:
        """Reads a value."""
        with self._app.app_context():
            return flask_json.loads(text, **options)
