"""What keeps one connection from sending too much."""

from __future__ import annotations

from typing import Any

from .allowance import Allowance


def throttle(server: Any, per_second: float, burst: int) -> None:
    """Cuts off each connection of a Socket.IO server that sends more messages than it may.

    It must be called before any connection is made.
    """
    engine = server.eio
    allowances: dict[str, Allowance] = {}

    def opened(connection: str, environ: dict[str, Any]) -> None:
        allowances[connection] = Allowance(per_second, burst)
        server._handle_eio_connect(connection, environ)  # noqa: SLF001

    def received(connection: str, data: str | bytes) -> None:
        allowance = allowances.get(connection)
        if allowance is None:
            return
        if allowance.passes():
            server._handle_eio_message(connection, data)  # noqa: SLF001
        else:
            engine.sockets[connection].close(wait=False, abort=True)

    def closed(connection: str, reason: str) -> None:
        allowances.pop(connection, None)
        server._handle_eio_disconnect(connection, reason)  # noqa: SLF001

    engine.on("connect", opened)
    engine.on("message", received)
    engine.on("disconnect", closed)
