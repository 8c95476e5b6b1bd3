from flask import Flask, session
from flask_socketio import SocketIO

app = Flask(__name__)
app.secret_key = "only for this exercise"
socketio = SocketIO(app)


@socketio.on("i-am")
def on_i_am(name=None):
    session["name"] = name


@socketio.on("who-am-i")
def on_who_am_i():
    return session.get("name", "nobody")


if __name__ == "__main__":
    socketio.run(app)
