from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("who-am-i")
def on_who_am_i():
    emit("you-are", request.sid)


if __name__ == "__main__":
    socketio.run(app)
