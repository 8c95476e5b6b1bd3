from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


# region throws
@socketio.on("throws")
def on_throws():
    raise RuntimeError("This handler fails.")


# endregion


@socketio.on("end")
def on_end():
    """Tells a test that all before it is done."""


if __name__ == "__main__":
    socketio.run(app)
