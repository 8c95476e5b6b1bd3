from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("measure")
def on_measure(*words):
    emit("lengths", tuple(len(word) for word in words), broadcast=True)


if __name__ == "__main__":
    socketio.run(app)
