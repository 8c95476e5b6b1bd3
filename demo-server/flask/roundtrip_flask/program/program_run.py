"""One run of a lesson's program, on a Flask-SocketIO server of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gevent
from gevent.event import Event

from ..contract.program_error import PROGRAM_RAISES, ProgramError, ProgramFault, to_program_error
from ..contract.shared import sentence
from ..tap.scope import SCOPE, Scope
from ..web.websocket import EngineWebSocket
from .lab_socketio import LabSocketIO
from .program_modules import ProgramModules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..protocol.unsent import Budget
    from ..tap.server import ConnectionHooks, LabServer
    from ..tap.tap import Tap
    from ..web.wsgi import Body, Environ, StartResponse
    from .compile import Program


class ProgramRun:
    """Starts a program, tapped, in a greenlet of its own.

    `websocket` is what its Engine.IO opens WebSockets with. The program has the names of `handed`
    beside Python's built-in ones.
    """

    def __init__(
        self,
        program: Program,
        tap: Tap,
        hooks: ConnectionHooks,
        max_payload_bytes: int,
        budget: Budget,
        websocket: type = EngineWebSocket,
        handed: Mapping[str, object] | None = None,
    ) -> None:
        self.tap = tap
        self.hooks = hooks
        self.max_payload_bytes = max_payload_bytes
        self.budget = budget
        self.websocket = websocket
        #: Set when the program runs or has failed.
        self.started = Event()
        #: The error that kept it from starting.
        self.failure: ProgramError | None = None
        self._program = program
        self._handed = handed or {}
        self._socketio: LabSocketIO | None = None
        self._main = gevent.spawn(self._start)

    def adopt(self, socketio: LabSocketIO) -> None:
        """Takes the server that the program makes; there can be one."""
        if self._socketio is not None:
            raise RuntimeError(sentence("secondServer", server="SocketIO"))
        self._socketio = socketio

    @property
    def clients(self) -> int:
        """Connections that are open."""
        server = self._server
        return 0 if server is None else len(server.eio.tracks)

    def handle_request(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers a request; the program must have started."""
        if self._socketio is None:
            raise _no_server()
        return self._socketio.handle_request(environ, start_response)

    def stop(self) -> None:
        """Ends what the program runs and closes its connections by their transport."""
        self.tap.tasks.stop()
        self._shut()
        self._main.kill(block=False)

    def _start(self) -> None:
        SCOPE.set(Scope(self.tap))
        try:
            self._execute()
            if self._server is None:
                raise _no_server()
        except PROGRAM_RAISES as error:
            self.failure = to_program_error(error)
            self.tap.report(error)
            self.tap.tasks.stop()
            self._shut()
        finally:
            self.started.set()

    def _execute(self) -> None:
        code = self._program.code
        if isinstance(code, SyntaxError):
            raise code
        own_class = type("SocketIO", (LabSocketIO,), {"lab": self})
        modules = ProgramModules(self._program.folder, own_class, self._handed)
        exec(code, vars(modules.main))  # noqa: S102 -- it ships with the site

    @property
    def _server(self) -> LabServer | None:
        return None if self._socketio is None else self._socketio.server

    def _shut(self) -> None:
        server = self._server
        if server is not None:
            server.eio.end()


def _no_server() -> ProgramFault:
    return ProgramFault(sentence("noServer", code="socketio = SocketIO(app)"))
