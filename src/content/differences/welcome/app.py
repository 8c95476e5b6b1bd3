from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


# region welcome
@socketio.on("connect")
def on_connect():
    emit("welcome")


# endregion


if __name__ == "__main__":
    socketio.run(app)
