from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


# region missing-value
@socketio.on("missing-value")
def on_missing_value(a, b):
    emit("news", (a, b))


# endregion


# region two-values
@socketio.on("two-values")
def on_two_values():
    emit("news", 1, 2)


# endregion


# region not-json
@socketio.on("not-json")
def on_not_json():
    emit("news", {1, 2})


# endregion


# region later
@socketio.on("later")
def on_later():
    socketio.start_background_task(answer_later)


def answer_later():
    socketio.sleep(0.05)
    emit("news")


# endregion


# region reserved
@socketio.on("reserved")
def on_reserved():
    emit("connect_error", "I say so")


# endregion


# region ask-everyone
@socketio.on("ask-everyone")
def on_ask_everyone():
    emit("question", broadcast=True, callback=on_answer)


def on_answer(answer):
    socketio.emit("news", answer)


# endregion


# region slow
@socketio.on("slow")
def on_slow():
    socketio.sleep(1)  # long work
    emit("news", "slow")


@socketio.on("quick")
def on_quick():
    emit("news", "quick")


# endregion


@socketio.on("end")
def on_end():
    """Tells a test that all before it is done."""


if __name__ == "__main__":
    socketio.run(app)
