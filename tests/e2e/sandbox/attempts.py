# A program in Python that tries to get out of its sandbox. What it tries to reach is put in the
# place of ELSEWHERE and SITE.
import json
import socket
import urllib.request

import js
from flask import Flask, request
from flask_socketio import SocketIO
from pyodide.code import run_js
from pyodide.ffi import run_sync
from pyodide.http import open_url, pyfetch

app = Flask(__name__)
socketio = SocketIO(app)


def elsewhere(name):
    return f"ELSEWHERE/hit?{name}"


def opened(target):
    """Waits a while for what has been asked for."""
    socketio.sleep(0.3)
    return getattr(target, "status", 0) or getattr(target, "readyState", 0) == 1


def by_xhr():
    asked = js.XMLHttpRequest.new()
    asked.open("GET", elsewhere("xhr"))
    asked.send()
    return opened(asked)


def by_channel():
    js.BroadcastChannel.new("roundtrip").postMessage("from Python")


ATTEMPTS = {
    "fetch elsewhere": lambda: run_sync(js.fetch(elsewhere("fetch"))).status,
    "fetch the site": lambda: run_sync(js.fetch("SITE/")).status,
    "pyfetch": lambda: run_sync(pyfetch(elsewhere("pyfetch"))).status,
    "open_url": lambda: open_url(elsewhere("open-url")).read(),
    "urllib": lambda: urllib.request.urlopen(elsewhere("urllib"), timeout=1).status,
    "a socket": lambda: socket.create_connection(("127.0.0.1", int("PORT")), 1).send(
        b"x"
    ),
    "XMLHttpRequest": by_xhr,
    "WebSocket": lambda: opened(
        js.WebSocket.new(elsewhere("ws").replace("http", "ws"))
    ),
    "EventSource": lambda: opened(js.EventSource.new(elsewhere("events"))),
    "importScripts": lambda: js.WorkerGlobalScope.prototype.importScripts.call(
        js.globalThis, elsewhere("import")
    ),
    "eval": lambda: js.eval("1 + 1"),
    "Function": lambda: js.Function.new("return 2")(),
    "run_js": lambda: run_js("1 + 1"),
    "import()": lambda: run_sync(js.pyodide.loadPackage(elsewhere("package"))),
    "indexedDB": lambda: js.indexedDB.open("x").readyState,
    "caches": lambda: run_sync(js.caches.keys()),
    "localStorage": lambda: js.localStorage.length,
    "cookies": lambda: run_sync(js.cookieStore.getAll()),
    "the document": lambda: js.document.title,
    "the page's window": lambda: js.parent.location.href,
    "a module worker": lambda: opened(js.Worker.new("SITE/x.js")),
    "a beacon": lambda: js.navigator.sendBeacon(elsewhere("beacon")),
    "a channel to the page": by_channel,
}


def attempt(way):
    try:
        return f"got out: {got}" if (got := way()) else "nothing"
    except Exception as error:
        return f"refused: {type(error).__name__}"


def report(sid):
    results = {name: attempt(way) for name, way in ATTEMPTS.items()}
    socketio.emit("joke", json.dumps(results), to=sid)


@socketio.on("connect")
def on_connect():
    socketio.start_background_task(report, request.sid)


if __name__ == "__main__":
    socketio.run(app)
