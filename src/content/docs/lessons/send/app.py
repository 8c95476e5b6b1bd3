from flask import Flask
from flask_socketio import SocketIO, emit, send

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("message")
def on_message(text):
    emit("message", text, broadcast=True, include_self=False)
    send("The server passed it on")


@socketio.on("typing")
def on_typing(is_typing):
    emit("typing", is_typing, broadcast=True, include_self=False)


if __name__ == "__main__":
    socketio.run(app)
