"""The chat's server on Flask-SocketIO: `python flask/app.py`."""

# Whatever waits must wait as gevent does, so that one client's wait holds nobody up. So Python's
# own modules are replaced before anything uses them.
from gevent import monkey

monkey.patch_all()

import errno
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
from flask import Flask, Response
from flask_socketio import SocketIO
from gevent.pywsgi import WSGIServer

from chat.database import open_database
from chat.end_unused_rooms import end_unused_rooms
from chat.follow_others import follow_others
from chat.mount_chat import mount_chat
from chat.sqlite_store import SqliteStore
from chat.store import SharedStore

ROOT = Path(__file__).parents[1]


def create_app(store: SharedStore, look_every: float) -> Flask:
    """Makes the app: the built client and the chat.

    So often, in seconds, it is looked which rooms are used.
    """
    app = Flask(__name__, static_folder=ROOT / "dist", static_url_path="")
    socketio = SocketIO(
        app,
        async_mode="gevent",
        async_handlers=False,
        # Whoever vanished without a word is gone from the rooms after this long, in seconds.
        ping_interval=10,
        ping_timeout=5,
        max_http_buffer_size=64 * 1024,
    )
    mount_chat(socketio, store)
    follow_others(socketio, store)
    end_unused_rooms(socketio, store, every=look_every)
    app.wsgi_app = without_extensions(app.wsgi_app)  # type: ignore[method-assign]

    @app.get("/")
    def index() -> Response:
        return app.send_static_file("index.html")

    @app.errorhandler(404)
    def missing(_error: Exception) -> tuple[str, int, dict[str, str]]:
        text = "Nothing is here. Is the client built? Run: npm run build\n"
        return text, 404, {"content-type": "text/plain"}

    return app


def without_extensions(wsgi_app: Callable[..., Any]) -> Callable[..., Any]:
    """Takes from each request what it offers beyond plain WebSocket.

    Else every message is compressed anew for everyone in a room: half of the time that it takes.
    """

    def plain(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return wsgi_app(environ, start_response)

    return plain


def serve(store: SharedStore, port: int, look_every: float = 600) -> None:
    """Serves it until it is told to stop; port 0 takes any that is free."""
    server = WSGIServer(("", port), create_app(store, look_every), log=None)
    try:
        server.start()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(
            f"Port {port} is taken, perhaps by this chat. "
            "Stop what is there, or name another in PORT."
        )
    print(f"The chat is on http://localhost:{server.server_port}, by Flask.", flush=True)
    # As Python does it, Ctrl+C is an exception in whatever runs, be it a client's request: python-engineio
    # catches it there, and the server would go on.
    for number in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(number, server.stop, timeout=0.5)
    server.serve_forever()
    store.close()


def open_store(file: Path) -> SqliteStore:
    """Opens the chat's file; where it cannot be used, says so and ends."""
    try:
        return SqliteStore(open_database(file))
    except (OSError, sqlite3.Error) as error:
        sys.exit(
            f"The chat cannot use {file}: {error}. "
            "Move that file elsewhere to begin with an empty chat, or name another in CHAT_FILE."
        )


if __name__ == "__main__":
    file = Path(os.environ.get("CHAT_FILE", ROOT / "data" / "chat.db"))
    serve(open_store(file), int(os.environ.get("PORT", "3000")))
