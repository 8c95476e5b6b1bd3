from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("which-transport")
def on_which_transport():
    return ["polling", "websocket"]


if __name__ == "__main__":
    socketio.run(app)
