from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("joke")
def on_joke(text):
    # Tell everyone else.
    pass


if __name__ == "__main__":
    socketio.run(app)
