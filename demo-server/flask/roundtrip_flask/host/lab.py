"""One private Flask-SocketIO server that runs one lesson's program."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import gevent
from gevent.event import Event
from gevent.lock import RLock

from ..contract.program_error import refusal_by, to_program_error
from ..contract.refusal import RefusalError, refusal_of
from ..contract.shared import sentence
from ..program.program_run import ProgramRun
from ..program.token_bucket import TokenBucket
from ..tap.server import ConnectionHooks
from ..tap.tap import Tap
from ..tap.tasks import Tasks
from .lab_streams import LabStreams

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.limits import Limits
    from ..program.compile import Program
    from ..protocol.unsent import Budget
    from ..web.wsgi import Body, Environ, StartResponse
    from .stream_server import StreamServer


class Lab:
    """Starts a lesson's program on a server of its own. `load` gives the program, as it is now."""

    def __init__(
        self,
        load: Callable[[], Program],
        limits: Limits,
        streams: StreamServer,
        room: str,
        on_close: Callable[[], None],
        unsent: Budget,
    ) -> None:
        self._load = load
        self._limits = limits
        self._on_close = on_close
        self._unsent = unsent
        self._streams = LabStreams(streams, room, self._watch_idle)
        self._may_restart = TokenBucket(limits.restarts_per_second, limits.restart_burst)
        self._restarting = RLock()
        self._closed = False
        self._gone = Event()
        self._idle: gevent.Greenlet | None = None
        self._aged = gevent.spawn_later(
            limits.max_age_ms / 1_000, self.close, sentence("closingOld")
        )
        #: Set while the program runs or has failed.
        self._ready = Event()
        self._run = self._begin(load())
        gevent.spawn(self._start)

    @property
    def clients(self) -> int:
        """Connections that are open."""
        return self._run.clients

    def wait_until_ready(self) -> None:
        """Waits until the program runs or has failed, anew in each restart."""
        self._ready.wait()

    def admit(self, *, opens: bool) -> None:
        """Raises a refusal when the lab takes no request; `opens`: it asks for a connection."""
        if self._closed:
            raise RefusalError("labClosing")
        if self._run.failure is not None:
            raise refusal_by(self._run.failure)
        most = self._limits.clients_per_lab
        if opens and self.clients >= most:
            raise RefusalError("tooManyClients", clientsPerLab=most)

    def handle_request(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers a request; `admit` must have let it in."""
        return self._run.handle_request(environ, start_response)

    def check_stream(self) -> None:
        """Waits until the program runs; raises a refusal when no stream can be added."""
        self.wait_until_ready()
        if len(self._streams) >= self._limits.streams_per_lab:
            raise RefusalError("tooManyStreams")
        if self._closed:
            raise RefusalError("labClosing")

    def add_stream(self, stream: str, after: tuple[str, float] | None) -> None:
        """Sends a stream what it has missed, then what comes."""
        self._streams.add(stream, after, running=self._run.failure is None)
        self._watch_idle()

    def remove_stream(self, stream: str) -> None:
        """A stream has gone."""
        self._streams.leave(stream)

    def restart(self) -> None:
        """Closes every connection by its transport and runs the program again.

        Raises a refusal when it is asked for too often, or when there is no program any more.
        """
        if not self._may_restart.passes():
            raise RefusalError("tooManyRestarts")
        with self._restarting:
            program = self._load()
            self.wait_until_ready()
            self._ready.clear()
            self._run.stop()
            if self._closed:
                self._ready.set()
                return
            self._run = self._begin(program)
            self._start()

    def close(self, why: str) -> None:
        """Closes the lab; whoever asks while it closes waits until it has."""
        if self._closed:
            self._gone.wait()
            return
        self._closed = True
        current = gevent.getcurrent()
        for timer in (self._idle, self._aged):
            if timer is not None and timer is not current:
                timer.kill(block=False)
        self._on_close()
        self._run.stop()
        self._streams.close(why)
        self._gone.set()

    def _begin(self, program: Program) -> ProgramRun:
        record = self._streams.begin(str(uuid4()))
        tap = Tap(record, self._report, Tasks(), self._streams.notice)
        hooks = _Hooks(self._limits, self._watch_idle, self._streams)
        return ProgramRun(program, tap, hooks, self._limits.max_payload_bytes, self._unsent)

    def _start(self) -> None:
        self._run.started.wait()
        self._ready.set()
        self._watch_idle()

    def _report(self, thrown: BaseException) -> None:
        if not self._closed:
            self._streams.error(to_program_error(thrown))

    def _watch_idle(self) -> None:
        """Counts the time without anyone from now, or stops counting."""
        if self._idle is not None and self._idle is not gevent.getcurrent():
            self._idle.kill(block=False)
        self._idle = None
        if self._closed or len(self._streams) > 0 or self.clients > 0:
            return
        self._idle = gevent.spawn_later(
            self._limits.idle_ms / 1_000, self.close, sentence("closingUnused")
        )


class _Hooks(ConnectionHooks):
    """What a lab is told of its connections."""

    def __init__(self, limits: Limits, watch_idle: Callable[[], None], streams: LabStreams) -> None:
        self._limits = limits
        self._streams = streams
        self.opened = watch_idle  # type: ignore[method-assign]
        self.closed = watch_idle  # type: ignore[method-assign]
        self.refused = streams.refused  # type: ignore[method-assign]

    def message_limit(self) -> Callable[[int], bool]:
        """What says of a new connection, by the bytes of each message, whether it may send it."""
        bucket = TokenBucket(self._limits.messages_per_second, self._limits.message_burst)
        return lambda size: bucket.passes(1 + size // self._limits.bytes_per_message)

    def flooded(self) -> None:
        """A connection sent more than it may, and was cut off."""
        self.refused(
            refusal_of("tooManyMessages", messagesPerSecond=self._limits.messages_per_second)
        )
