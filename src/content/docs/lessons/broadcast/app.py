from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_handlers=False)


@socketio.on("note")
def on_note(message):
    emit("note", message)


@socketio.on("chat")
def on_chat(message):
    emit("chat", message, broadcast=True, include_self=False)


@socketio.on("announce")
def on_announce(message):
    emit("announce", message, broadcast=True)


if __name__ == "__main__":
    socketio.run(app)
