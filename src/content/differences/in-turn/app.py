from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
# region in-turn
socketio = SocketIO(app, async_handlers=False)


@socketio.on("slow")
def on_slow():
    socketio.sleep(1)  # long work
    emit("news", "slow")


@socketio.on("quick")
def on_quick():
    emit("news", "quick")


# endregion


if __name__ == "__main__":
    socketio.run(app)
