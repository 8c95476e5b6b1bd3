from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


# region outside
@app.route("/news", methods=["POST"])
def news():
    socketio.emit("news", "It is noon")
    return "Told everyone."


# endregion


# region wrong
@app.route("/wrong", methods=["POST"])
def wrong():
    emit("news", "It is noon")  # fails: whose event is this?
    return "Told nobody."


# endregion


if __name__ == "__main__":
    socketio.run(app)
