from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("who-am-i")
def on_who_am_i():
    # Answer this client.
    pass


if __name__ == "__main__":
    socketio.run(app)
