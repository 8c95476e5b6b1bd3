"""The `SocketIO` that a program gets: Flask-SocketIO's own, on an engine of the lab's own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Protocol

import flask_socketio
from gevent.event import Event

from ..contract.program_error import notice_at
from ..protocol.server import guard
from ..tap.call_site import program_line
from ..tap.engine import LabEngine
from ..tap.handlers import telling
from ..tap.manager import LabManager
from ..tap.server import LabServer
from .lab_json import packet_with
from .lab_options import lab_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from ..protocol.unsent import Budget
    from ..tap.server import ConnectionHooks
    from ..tap.tap import Tap
    from ..web.wsgi import Body, Environ, StartResponse

#: A host's terminal is not a lesson's.
_silent = logging.getLogger("roundtrip.lab")
_silent.addHandler(logging.NullHandler())
_silent.propagate = False
_silent.setLevel(logging.CRITICAL + 1)


class OwnRun(Protocol):
    """The run of the program, as far as its server knows it."""

    tap: Tap
    hooks: ConnectionHooks
    max_payload_bytes: int
    #: For what waits to be sent.
    budget: Budget
    #: What its Engine.IO opens WebSockets with.
    websocket: type
    #: Set when the program runs or has failed.
    started: Event

    def adopt(self, socketio: LabSocketIO) -> None:
        """Takes the server that the program makes; there can be one."""


class LabSocketIO(flask_socketio.SocketIO):
    """Flask-SocketIO, which listens on no port. A class of its own is made for each run."""

    lab: OwnRun
    server: Any
    server_options: dict[str, Any]

    def __init__(self, app: Flask | None = None, **kwargs: Any) -> None:
        self.lab.adopt(self)
        super().__init__(app, **kwargs)

    def init_app(self, app: Flask | None, **kwargs: Any) -> None:
        """Makes the server, which Flask-SocketIO does when it knows the app."""
        if app is None:
            raise RuntimeError("A lab needs SocketIO to have an app: socketio = SocketIO(app)")
        given = {**self.server_options, **kwargs}
        options, ineffective = lab_options(given, self.lab.max_payload_bytes)
        for told in ineffective:
            self.lab.tap.notice(notice_at(told, program_line()))
        self.server_options = {}
        own_json = options.pop("json", None)
        # The host has checked the origin already, with the addresses that it is reached by.
        options.setdefault("cors_allowed_origins", [])
        super().init_app(
            app,
            **options,
            async_mode="gevent",
            client_manager=LabManager(self.lab.tap),
            http_compression=False,
            logger=_silent,
            engineio_logger=_silent,
        )
        server = self.server
        guard(
            server,
            self.lab.budget,
            self.lab.hooks.refused,
            server_class=LabServer,
            engine_class=LabEngine,
            websocket=self.lab.websocket,
        )
        if own_json is not None:
            server.packet_class = packet_with(own_json, app)
        server.watch(self.lab.tap, self.lab.hooks)
        app.run = self._run_app  # type: ignore[method-assign]

    def on(self, message: str, namespace: str | None = None) -> Callable[..., Any]:
        """Registers a handler, which tells of its runs from then on."""
        line = program_line()
        register = super().on(message, namespace)

        def decorator(handler: Callable[..., object]) -> Callable[..., object]:
            register(self._telling(handler, line, message))
            return handler

        return decorator

    def on_namespace(self, namespace_handler: Any) -> None:
        """Registers a class of handlers, each of which tells of its runs from then on."""
        for name in dir(namespace_handler):
            handler = getattr(namespace_handler, name)
            if not name.startswith("on_") or not hasattr(handler, "__code__"):
                continue
            line = handler.__code__.co_firstlineno
            told = self._telling(handler, line, name.removeprefix("on_"))
            setattr(namespace_handler, name, told)
        super().on_namespace(namespace_handler)

    def run(self, app: Flask, *_args: object, **_options: object) -> None:
        """Says that the program runs, and waits for its end, as the real one does."""
        if self.server is None:
            self.init_app(app)
        self.lab.started.set()
        Event().wait()

    def stop(self) -> None:
        """Does nothing: the host closes the lab."""

    def handle_request(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers a request to the lab."""
        answer: Body = self.sockio_mw({**environ, "PATH_INFO": "/socket.io/"}, start_response)
        return answer

    def _telling(
        self, handler: Callable[..., object], line: int | None, event: str
    ) -> Callable[..., object]:
        return telling(self.lab.tap, self._engine_of, handler, line, event)

    def _engine_of(self, sid: str, namespace: str) -> str:
        server = self.server
        return "" if server is None else str(server.manager.eio_sid_from_sid(sid, namespace))

    def _run_app(self, *_args: object, **_options: object) -> None:
        self.lab.started.set()
        Event().wait()
