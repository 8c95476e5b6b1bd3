from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("word")
def on_word(word):
    emit("answer", f"You said {word}")


@socketio.on("values")
def on_values(*values):
    emit("kinds", [kind_of(value) for value in values])


@socketio.on("count")
def on_count():
    for n in [3, 2, 1]:
        emit("tick", n)


@socketio.on("poke")
def on_poke():
    emit("poke", broadcast=True, include_self=False)


# JavaScript's word for what Python calls str, int, float, dict or list.
KINDS = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    dict: "object",
    list: "array",
    bytes: "bytes",
}


def kind_of(value):
    if value is None:
        return "null"
    return KINDS[type(value)]


if __name__ == "__main__":
    socketio.run(app)
