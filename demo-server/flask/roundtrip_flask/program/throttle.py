"""What keeps one connection from sending too much."""

from __future__ import annotations

from typing import Any

from .token_bucket import TokenBucket


def throttle(server: Any, per_second: float, burst: int) -> None:
    """Cuts off each connection of a Socket.IO server that sends more messages than it may.

    It must be called before any connection is made.
    """
    engine = server.eio
    buckets: dict[str, TokenBucket] = {}

    def opened(connection: str, environ: dict[str, Any]) -> None:
        buckets[connection] = TokenBucket(per_second, burst)
        server._handle_eio_connect(connection, environ)  # noqa: SLF001

    def received(connection: str, data: str | bytes) -> None:
        bucket = buckets.get(connection)
        if bucket is None:
            return
        if bucket.passes():
            server._handle_eio_message(connection, data)  # noqa: SLF001
        else:
            engine.sockets[connection].close(abort=True)

    def closed(connection: str, reason: str) -> None:
        buckets.pop(connection, None)
        server._handle_eio_disconnect(connection, reason)  # noqa: SLF001

    engine.on("connect", opened)
    engine.on("message", received)
    engine.on("disconnect", closed)
