"""A plain Flask-SocketIO server that broadcasts, in the mode that is its argument."""

import sys
from contextlib import suppress

mode = sys.argv[1]
if mode.startswith("gevent"):
    from gevent import monkey

    monkey.patch_all()
elif mode == "eventlet":
    import eventlet

    eventlet.monkey_patch()

import json
import socket

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode=mode.partition("-")[0])
if mode == "gevent-roundtrip":
    # With the WebSocket of Roundtrip's own host.
    from roundtrip_flask.web.http_server import RequestHandler
    from roundtrip_flask.web.websocket import EngineWebSocket

    eio = socketio.server.eio
    eio._async = {**eio._async, "websocket": EngineWebSocket}  # noqa: SLF001


@socketio.on("all")
def on_all(at: float) -> None:
    """Tells everyone."""
    emit("all", at, broadcast=True)


with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
sys.stdout.write(f"{json.dumps({'port': port, 'mode': socketio.async_mode})}\n")
sys.stdout.flush()
options = {"allow_unsafe_werkzeug": True} if mode == "threading" else {}
with suppress(KeyboardInterrupt):
    if mode == "gevent-roundtrip":
        from gevent.pywsgi import WSGIServer

        WSGIServer(
            ("127.0.0.1", port), app, log=None, handler_class=RequestHandler
        ).serve_forever()
    else:
        socketio.run(app, port=port, **options)
