from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("swap")
def on_swap(one, two):
    emit("swapped", (two, one), broadcast=True)


if __name__ == "__main__":
    socketio.run(app)
