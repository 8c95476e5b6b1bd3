from contextlib import suppress

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, ping_interval=2, ping_timeout=2)


@socketio.on("chat")
def on_chat(*values):
    # The JSON of what is nested too deep cannot be written.
    with suppress(RecursionError):
        emit("chat", values, broadcast=True)


@socketio.on("connect")
def on_connect():
    emit("hello", callback=lambda *values: None)


@socketio.on("connect", namespace="/admin")
def on_admin():
    return False


@socketio.on("disconnect")
def on_disconnect():
    emit("left", broadcast=True)


if __name__ == "__main__":
    socketio.run(app)
