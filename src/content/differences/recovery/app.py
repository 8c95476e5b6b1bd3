from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
# region recovery
socketio = SocketIO(app)


@socketio.on("everyone")
def on_everyone():
    emit("news", broadcast=True)


# endregion


if __name__ == "__main__":
    socketio.run(app)
