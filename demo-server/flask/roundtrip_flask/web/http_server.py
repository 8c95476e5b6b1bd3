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


#: How long a connection may bring nothing while a request, or the next one, is waited for, and take
#: nothing while it is answered, in seconds: gevent would wait for ever.
_PATIENCE = 60
_VERSIONS = (["HTTP/1.0"], ["HTTP/1.1"])


class StrictInput(pywsgi.Input):
    """The body of a request, in chunks that have a size each.

    gevent takes one without for an error of the server:
    https://github.com/gevent/gevent/blob/26.9.0/src/gevent/pywsgi.py#L318
    """

    __slots__ = ()

    def _chunked_read(self, *args: Any, **kwargs: Any) -> bytes:
        try:
            read: bytes = super()._chunked_read(*args, **kwargs)
        except ValueError as error:
            self._chunked_input_error = True  # type: ignore[misc]
            raise pywsgi._InvalidClientInput("A chunk has no size.") from error  # noqa: SLF001
        return read


class RequestHandler(pywsgi.WSGIHandler):
    """Hands each request on with its target as it was sent, and the connection that it came on."""

    _connection: Connection

    def handle(self) -> None:
        """Answers the requests of one connection."""
        self.socket.settimeout(_PATIENCE)
        super().handle()

    def read_request(self, raw_requestline: str) -> bool:
        """Reads a request up to its body; raises a `ValueError` for what is none.

        gevent would fall over a header without a colon, take a body of another encoding for the
        next request, and answer who speaks HTTP/0.9 without a status:
        https://github.com/gevent/gevent/blob/26.9.0/src/gevent/pywsgi.py#L1197
        """
        if raw_requestline.split()[2:] not in _VERSIONS:
            raise ValueError("This version of HTTP is not spoken here.")
        read: bool = super().read_request(raw_requestline)
        for header in self.headers.headers:
            if header[:1] not in " \t" and ":" not in header:
                raise ValueError("A header has no colon.")
        if self.headers.get("transfer-encoding", "chunked").lower() != "chunked":
            raise ValueError("This encoding is not known here.")
        return read

    def get_environ(self) -> Environ:
        """The environment of one request."""
        environ: Environ = super().get_environ()
        self._connection = Connection(self.socket, self.rfile)
        environ[RAW_TARGET] = self.path
        environ[CONNECTION] = self._connection
        self.wsgi_input.__class__ = StrictInput
        # For any `Connection: upgrade`, gevent gives what has no end.
        environ["wsgi.input"] = self.wsgi_input
        return environ

    def process_result(self) -> None:
        """Sends the answer, unless a WebSocket has taken the connection over."""
        if self._connection.taken:
            self.close_connection = True
        else:
            super().process_result()

    def handle_error(self, *error: Any) -> None:
        """Says that something failed here, unless nobody listens, or none that HTTP is spoken to."""
        if self._connection.taken or isinstance(error[1], TimeoutError):
            self.close_connection = True
        else:
            super().handle_error(*error)

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
