from flask import Flask
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("enter")
def on_enter(room):
    # Put this client into the room.
    pass


@socketio.on("say")
def on_say(room, text):
    # Tell the others in the room.
    pass


if __name__ == "__main__":
    socketio.run(app)
