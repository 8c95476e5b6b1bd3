from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("joke")
def on_joke(text):
    emit("joke", text, broadcast=True, include_self=False)


if __name__ == "__main__":
    socketio.run(app)
