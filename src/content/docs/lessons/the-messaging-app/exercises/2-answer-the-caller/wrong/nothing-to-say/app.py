from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("shout")
def on_shout(word):
    return None


if __name__ == "__main__":
    socketio.run(app)
