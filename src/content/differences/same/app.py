from flask import Flask, request, session
from flask_socketio import SocketIO, call, emit, join_room, leave_room, send

app = Flask(__name__)
app.config["SECRET_KEY"] = "change me"
socketio = SocketIO(app)


# region answer
@socketio.on("answer")
def on_answer():
    emit("news")


# endregion


# region others
@socketio.on("others")
def on_others():
    emit("news", broadcast=True, include_self=False)


# endregion


# region everyone
@socketio.on("everyone")
def on_everyone():
    emit("news", broadcast=True)


# endregion


# region elsewhere
@socketio.on("elsewhere")
def on_elsewhere():
    socketio.start_background_task(tell_everyone)


def tell_everyone():
    socketio.sleep(0.05)
    socketio.emit("news")


# endregion


# region one
@socketio.on("one")
def on_one(sid):
    emit("news", to=sid)


# endregion


# region all-but-one
@socketio.on("all-but-one")
def on_all_but_one(sid):
    emit("news", broadcast=True, skip_sid=sid)


# endregion


# region join
@socketio.on("join")
def on_join(room):
    join_room(room)


@socketio.on("leave")
def on_leave(room):
    leave_room(room)


# endregion


# region room
@socketio.on("room")
def on_room():
    emit("news", to="red")


# endregion


# region room-others
@socketio.on("room-others")
def on_room_others():
    emit("news", to="red", include_self=False)


# endregion


# region two-rooms
@socketio.on("two-rooms")
def on_two_rooms():
    emit("news", to=["red", "blue"])


# endregion


# region send
@socketio.on("send")
def on_send():
    send("hello")


# endregion


# region tuple
@socketio.on("tuple")
def on_tuple():
    emit("pair", (1, 2))
    emit("list", [1, 2])


# endregion


# region acknowledge
@socketio.on("acknowledge")
def on_acknowledge(text):
    return "saved", len(text)


# endregion


# region ask
@socketio.on("ask")
def on_ask():
    answer = call("question")
    emit("news", answer)


# endregion


# region id
@socketio.on("id")
def on_id():
    emit("news", request.sid)


# endregion


# region data
@socketio.on("data")
def on_data():
    session["count"] = session.get("count", 0) + 1
    emit("news", session["count"])


# endregion


# region transport
@socketio.on("transport")
def on_transport():
    emit("news", socketio.server.transport(request.sid))


# endregion


# region any
@socketio.on("*")
def on_any(event, *values):
    emit("news", (event, list(values)))


# endregion


@socketio.on("end")
def on_end():
    """Tells a test that all before it is done."""


if __name__ == "__main__":
    socketio.run(app)
