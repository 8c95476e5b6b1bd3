from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("chat")
def on_chat(sent):
    emit("chat", sent, broadcast=True)


if __name__ == "__main__":
    socketio.run(app)
