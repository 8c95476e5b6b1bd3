from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
# region welcome-after
socketio = SocketIO(app, always_connect=True)


@socketio.on("connect")
def on_connect():
    emit("welcome")


# endregion


if __name__ == "__main__":
    socketio.run(app)
