from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("measure")
def on_measure(word, *others):
    emit("lengths", len(word))


if __name__ == "__main__":
    socketio.run(app)
