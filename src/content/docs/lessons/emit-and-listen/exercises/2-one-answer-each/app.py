from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("publish")
def on_publish(text):
    emit("news", text, broadcast=True)


@socketio.on("read")
def on_read(text=None):
    print(f"{request.sid} has read: {text}")


if __name__ == "__main__":
    socketio.run(app)
