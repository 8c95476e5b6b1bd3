"""Composes the host, listens, and ends it when told to."""

from __future__ import annotations

import errno
import gc
import json
import os
import signal
import sys
from typing import TYPE_CHECKING

import gevent
from engineio.payload import Payload
from gevent.event import Event

from ..tap.tasks import carry_scopes_to_threads
from ..web.http_server import HttpServer
from .arguments import Arguments, read_arguments
from .host import Host

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Engine.IO takes 16 packets of one request and loses what is beyond: a burst on long polling.
_MOST_PACKETS = 1_000
#: New objects after which the youngest are looked through for garbage; Python's own figure is 700.
_GARBAGE_THRESHOLD = 10_000
_SIGNALS = ("SIGINT", "SIGTERM")


def main(given: Sequence[str]) -> int:
    """Runs the host until it is told to stop; gives the exit code."""
    arguments = read_arguments(given)
    Payload.max_decode_packets = _MOST_PACKETS
    carry_scopes_to_threads()
    # What there is now stays: it need not be looked through for garbage again and again.
    gc.freeze()
    gc.set_threshold(_GARBAGE_THRESHOLD)
    host = Host(
        arguments.lessons,
        arguments.limits,
        arguments.allowed_origins,
        known_names=arguments.known_names,
        is_proxied=arguments.behind_proxy,
        chat_file=arguments.chat_file,
    )
    try:
        server = HttpServer(
            host, arguments.host, arguments.port, arguments.limits.stop_grace_ms / 1_000
        )
    except OSError as error:
        sys.stderr.write(f"{_listen_error(error, arguments)}\n")
        return 1
    stop = Event()
    for name in _SIGNALS:
        gevent.signal_handler(getattr(signal, name), stop.set)
    if arguments.with_parent:
        _watch_parent(stop)
    sys.stdout.write(f"{json.dumps({'port': server.port})}\n")
    sys.stdout.flush()
    stop.wait()
    server.close()
    return 0


def _watch_parent(stop: Event) -> None:
    """Stops when standard input ends, which it does when whoever started this process has died."""

    def wait_for_end() -> None:
        # A thread of gevent's pool waits, and nothing else.
        while os.read(sys.stdin.fileno(), 1_024):
            pass

    def watch() -> None:
        gevent.get_hub().threadpool.apply(wait_for_end)
        stop.set()

    gevent.spawn(watch)


def _listen_error(error: OSError, arguments: Arguments) -> str:
    """Why the host cannot listen, in a sentence that says what to do."""
    port, name = arguments.port, arguments.host
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Stop the other program or choose another port: --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this program has. Choose one above 1023."
    if error.errno == errno.EADDRNOTAVAIL:
        return f'This machine has no address "{name}". Leave --host out.'
    return f"The server cannot listen on port {port}: {error.strerror}"
