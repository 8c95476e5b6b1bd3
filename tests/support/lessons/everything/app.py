from flask import Flask, request
from flask_socketio import (
    ConnectionRefusedError,
    SocketIO,
    disconnect,
    emit,
    join_room,
)

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("chat")
def on_chat(text):
    emit("chat", text, broadcast=True, include_self=False)


@socketio.on("all")
def on_all(text):
    emit("all", text, broadcast=True)


@socketio.on("me")
def on_me(text):
    emit("me", text)


@socketio.on("echo")
def on_echo(*args):
    return args


@socketio.on("join")
def on_join(room):
    join_room(room)
    return {"ok": True}


@socketio.on("say")
def on_say(room, text):
    emit("said", text, to=room)


@socketio.on("later")
def on_later(text):
    socketio.start_background_task(say_later, request.sid, text)


def say_later(sid, text):
    socketio.sleep(0)
    socketio.emit("later", text, to=sid)


@socketio.on("ask")
def on_ask():
    emit("question", "2+2?", callback=on_answer)


def on_answer(answer):
    emit("got", answer)


@socketio.on("kick")
def on_kick():
    disconnect()


@socketio.on("throw")
def on_throw():
    raise ValueError("This handler fails.")


@socketio.on("connect", namespace="/admin")
def on_admin(auth):
    if auth.get("token") != "s3cret":
        raise ConnectionRefusedError("not authorized", {"code": "E_AUTH"})


@socketio.on("stats", namespace="/admin")
def on_stats():
    return {"n": 1}


if __name__ == "__main__":
    socketio.run(app)
