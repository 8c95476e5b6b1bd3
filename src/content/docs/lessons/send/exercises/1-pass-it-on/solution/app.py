from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("message")
def on_message(text):
    emit("message", text, broadcast=True, include_self=False)


@socketio.on("typing")
def on_typing(text):
    emit("typing", text, broadcast=True, include_self=False)


if __name__ == "__main__":
    socketio.run(app)
