from flask import Flask, request, session
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("connect")
def on_connect():
    session["by"] = socketio.server.transport(request.sid)


@socketio.on("which-transport")
def on_which_transport():
    return session["by"]


if __name__ == "__main__":
    socketio.run(app)
