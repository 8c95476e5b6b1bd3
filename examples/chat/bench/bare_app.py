"""The least that a chat on Flask-SocketIO can be: whatever comes goes to everyone."""

from gevent import monkey

monkey.patch_all()

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "flask"))

from flask import Flask, Response
from flask_socketio import SocketIO
from gevent.pywsgi import WSGIServer

from app import without_extensions

PAGE = Path(__file__).with_name("bare.html").read_text("utf-8")
CLIENT = Path(os.environ["BARE_CLIENT"]).read_text("utf-8")

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent", async_handlers=False)
app.wsgi_app = without_extensions(app.wsgi_app)  # type: ignore[method-assign]


@app.get("/")
def page() -> str:
    """The page."""
    return PAGE


@app.get("/client.js")
def client() -> Response:
    """The client's code."""
    return Response(CLIENT, mimetype="text/javascript")


def send(message: object) -> dict[str, bool]:
    """Whatever comes goes to everyone."""
    socketio.emit("message", message)
    return {"ok": True}


socketio.on_event("send", send)

server = WSGIServer(("", int(os.environ["PORT"])), app, log=None)
server.start()
print(f"The bare server is on http://localhost:{server.server_port}", flush=True)
server.serve_forever()
