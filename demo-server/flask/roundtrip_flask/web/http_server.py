"""The HTTP server: gevent's own, with what a WebSocket and a graceful stop need.

Of the modes of Flask-SocketIO, gevent holds a class best: at 300 clients a broadcast reaches half
of them in 29 ms, under eventlet in 37, with threads in 69; with the WebSocket of this package in
23, and with 59 MB instead of 91 (`bench/flask-modes.ts` measures it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from gevent import pywsgi
from gevent.pool import Pool

from .websocket import Connection
from .wsgi import CONNECTION, RAW_TARGET

if TYPE_CHECKING:
    from .wsgi import Body, Environ, StartResponse


class Application(Protocol):
    """What answers requests, and is told when the server stops."""

    def __call__(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers one request."""

    def close(self) -> None:
        """Says goodbye to whoever is connected."""


class RequestHandler(pywsgi.WSGIHandler):
    """Hands each request on with its target as it was sent, and the connection that it came on."""

    _connection: Connection

    def get_environ(self) -> Environ:
        """The environment of one request."""
        environ: Environ = super().get_environ()
        self._connection = Connection(self.socket, self.rfile)
        environ[RAW_TARGET] = self.path
        environ[CONNECTION] = self._connection
        return environ

    def process_result(self) -> None:
        """Sends the answer, unless a WebSocket has taken the connection over."""
        if self._connection.taken:
            self.close_connection = True
        else:
            super().process_result()

    def log_error(self, *_values: Any) -> None:
        """Says nothing of requests that are wrong: they are refused."""


class HttpServer:
    """Serves an application on a port; 0 picks a free one. Raises an `OSError` when it cannot listen.

    Clients have `grace` seconds to see a proper end before their sockets are cut.
    """

    def __init__(self, application: Application, name: str, port: int, grace: float) -> None:
        self._grace = grace
        self._application = application
        self._server = pywsgi.WSGIServer(
            (name, port), application, log=None, handler_class=RequestHandler, spawn=Pool()
        )
        self._server.start()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_port)

    def close(self) -> None:
        """Takes no one in any more, closes the labs, and cuts what is open a little later."""
        self._server.stop_accepting()
        self._application.close()
        self._server.stop(timeout=self._grace)
