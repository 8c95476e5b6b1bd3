from flask import Flask
from flask_socketio import SocketIO, emit, join_room, leave_room

app = Flask(__name__)
socketio = SocketIO(app, async_handlers=False)

rooms = {"general": [], "kitchen": []}


@socketio.on("join")
def on_join(data):
    room = data["room"]
    join_room(room)
    emit("messages", rooms[room])


@socketio.on("leave")
def on_leave(data):
    leave_room(data["room"])


@socketio.on("say")
def on_say(data):
    room = data["room"]
    messages = rooms[room]
    if any(message["id"] == data["id"] for message in messages):
        return "sent"
    message = {key: data[key] for key in ("id", "room", "from", "text")}
    messages.append(message)
    emit("messages", [message], to=room, include_self=False)
    return "sent"


if __name__ == "__main__":
    socketio.run(app)
