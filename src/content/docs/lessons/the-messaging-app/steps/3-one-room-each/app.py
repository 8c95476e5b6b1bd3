from flask import Flask
from flask_socketio import SocketIO, emit, join_room, leave_room

app = Flask(__name__)
socketio = SocketIO(app)

rooms = {"general": [], "kitchen": []}


@socketio.on("join")
def on_join(data):
    room = data["room"]
    join_room(room)
    emit("messages", {"room": room, "messages": rooms[room]})


@socketio.on("leave")
def on_leave(data):
    leave_room(data["room"])


@socketio.on("say")
def on_say(data):
    room = data["room"]
    messages = rooms[room]
    messages.append({"from": data["from"], "text": data["text"]})
    emit("messages", {"room": room, "messages": messages}, to=room)


if __name__ == "__main__":
    socketio.run(app)
