from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


# region reach
@socketio.on("whisper")
def on_whisper(message):
    emit("chat", message["text"], to=message["sid"])


@socketio.on("surprise")
def on_surprise(message):
    emit("chat", message["text"], broadcast=True, skip_sid=message["sid"])


# endregion


# region outside
@app.route("/lunch", methods=["POST"])
def lunch():
    socketio.emit("chat", "Lunch is ready")
    return "Told everyone."


# endregion


if __name__ == "__main__":
    socketio.run(app)
