from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)

here = 0


@socketio.on("connect")
def on_connect():
    global here
    here += 1
    socketio.emit("here", here)


@socketio.on("disconnect")
def on_disconnect(reason):
    global here
    here -= 1
    socketio.emit("here", here)


if __name__ == "__main__":
    socketio.run(app)
