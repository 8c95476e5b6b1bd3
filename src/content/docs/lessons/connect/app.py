from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("connect")
def on_connect():
    emit("welcome", request.sid)


@socketio.on("echo")
def on_echo(text):
    emit("echo", text)


@socketio.on("disconnect")
def on_disconnect(reason):
    emit("left", reason, broadcast=True, include_self=False)


if __name__ == "__main__":
    socketio.run(app)
