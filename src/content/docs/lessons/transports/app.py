from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, transports=["polling", "websocket"])


@socketio.on("say")
def on_say(message):
    by = socketio.server.transport(request.sid)
    emit("said", {**message, "by": by}, broadcast=True)


if __name__ == "__main__":
    socketio.run(app)
