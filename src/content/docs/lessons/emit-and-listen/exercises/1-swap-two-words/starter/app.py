from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("swap")
def on_swap(one, two):
    # Answer with both words, in the other order.
    pass


if __name__ == "__main__":
    socketio.run(app)
