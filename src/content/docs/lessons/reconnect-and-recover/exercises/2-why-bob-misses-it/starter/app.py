from flask import Flask
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("enter")
def on_enter(room):
    join_room(room)


@socketio.on("say")
def on_say(room, text):
    emit("said", text, to=room)


if __name__ == "__main__":
    socketio.run(app)
