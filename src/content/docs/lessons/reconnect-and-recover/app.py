from flask import Flask, session
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
app.config["SECRET_KEY"] = "change me"
socketio = SocketIO(app)


@socketio.on("connect")
def on_connect():
    session["count"] = 0
    join_room("team")
    emit("welcome")


@socketio.on("say")
def on_say(message):
    session["count"] += 1
    emit("said", {**message, "count": session["count"]}, to="team")


if __name__ == "__main__":
    socketio.run(app)
