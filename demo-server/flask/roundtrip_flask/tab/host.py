"""The host of one lab in a tab: runs a program as a host does, on the virtual network."""

from __future__ import annotations

import json
from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bridge
from pyodide.ffi import to_js

from ..contract.program_error import PROGRAM_FILE, to_program_error
from ..contract.shared import sentence
from ..program.compile import Program, compile_source
from ..program.hop_log import HopLog
from ..program.program_run import ProgramRun
from ..protocol.unsent import Budget
from ..tap.server import ConnectionHooks
from ..tap.tap import Tap
from ..tap.tasks import Tasks
from . import green
from .add_ticks import TICK, add_ticks
from .channel import CHANNEL, Channel, ChannelWebSocket
from .environ import environ_of
from .loop_guard import LoopGuard
from .pristine import Pristine

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.batch import HopBatch
    from ..contract.program_error import ProgramError
    from ..web.wsgi import Environ, Headers

#: Socket.IO's own default: nobody but the reader can fill this server.
_MAX_PAYLOAD_BYTES = 1_000_000
_SERVER_ERROR, _UNAVAILABLE = 500, 503


class _Hooks(ConnectionHooks):
    def message_limit(self) -> Callable[[int], bool]:
        return lambda _size: True


class TabHost:
    """Runs programs, one after the other; JavaScript calls its methods."""

    def __init__(self) -> None:
        self._run: ProgramRun | None = None
        self._guard: LoopGuard | None = None
        self._pristine: Pristine | None = None

    def run(self, source: str) -> None:
        """Runs a program. The one before it must have been stopped."""
        if self._pristine is None:
            self._pristine = Pristine()
        self._pristine.restore()
        log = HopLog(lambda: True, _send_hops)
        guard = LoopGuard(lambda: green.Turns.count, self._end, green.GreenletExit)

        def report(thrown: BaseException) -> None:
            # Who stops a program knows that it has ended.
            if self._guard is guard and not isinstance(thrown, green.GreenletExit):
                log.flush()
                bridge.programError(json.dumps(to_program_error(thrown)))

        def notice(told: ProgramError) -> None:
            log.flush()
            bridge.programNotice(json.dumps(told))

        code = compile_source(source.encode(), PROGRAM_FILE, add_ticks)
        self._guard = guard
        run = self._run = ProgramRun(
            Program(code, Path("/program")),
            Tap(log.add, report, Tasks(), notice),
            _Hooks(),
            _MAX_PAYLOAD_BYTES,
            Budget(inf, inf),
            ChannelWebSocket,
            {TICK: guard.tick},
        )

        def tell() -> None:
            run.started.wait()
            log.flush()
            if self._guard is guard:
                bridge.started(run.failure is not None or self._run is not run)

        green.spawn(tell)

    def stop(self) -> None:
        """Ends the program and all that runs for it."""
        run, guard = self._run, self._guard
        self._run = self._guard = None
        if guard is not None:
            guard.end()
        if run is not None:
            run.stop()
        green.kill_all()

    def request(self, asked: str, peer: str, respond: Callable[[int, str, str], None]) -> None:
        """Answers one HTTP request, which comes as JSON, by status, headers as JSON, and body."""
        run = self._run
        if run is None:
            respond(_UNAVAILABLE, "{}", "The program does not run.")
            return

        def work() -> None:
            answer = _Answer()
            try:
                body = b"".join(run.handle_request(environ_of(asked, peer), answer.start))
            except Exception as error:  # noqa: BLE001 -- as any WSGI server does
                run.tap.report(error)
                answer, body = _Answer(_SERVER_ERROR), b"Internal Server Error"
            respond(answer.status, json.dumps(answer.headers), body.decode())

        green.spawn(work)

    def connect(self, asked: str, peer: str, wire: Any) -> Channel:
        """Answers one request for a WebSocket; gives what takes its messages."""
        channel = Channel(wire)
        run = self._run
        if run is None:
            channel.refuse(_UNAVAILABLE)
            return channel
        environ: Environ = {
            **environ_of(asked, peer),
            "HTTP_UPGRADE": "websocket",
            "HTTP_CONNECTION": "Upgrade",
            CHANNEL: channel,
        }

        def work() -> None:
            answer = _Answer()
            try:
                b"".join(run.handle_request(environ, answer.start) or [])
            finally:
                if channel.is_taken:
                    channel.close()
                else:
                    channel.refuse(answer.status)

        green.spawn(work)
        return channel

    def _end(self, line: int, seconds: int) -> None:
        """Ends a program that never pauses, from within; all that waits for it ends a turn later."""
        message = sentence("endlessLoop", line=line, seconds=seconds)
        bridge.programError(json.dumps({"message": message, "file": PROGRAM_FILE, "line": line}))
        run, self._run = self._run, None
        if run is not None:
            green.spawn(partial(_shut, run))


class _Answer:
    """What a WSGI application says before it answers."""

    def __init__(self, status: int = _SERVER_ERROR) -> None:
        self.status = status
        self.headers: dict[str, str] = {}

    def start(self, status: str, headers: Headers, _error: object = None) -> None:
        self.status = int(status.split(maxsplit=1)[0])
        self.headers = dict(headers)


def _shut(run: ProgramRun) -> None:
    run.started.set()
    run.stop()
    green.kill_all()


def _send_hops(batch: HopBatch) -> None:
    told = {name: value for name, value in batch.items() if name != "rows"}
    bridge.hops(json.dumps(told), to_js(batch["rows"]))
