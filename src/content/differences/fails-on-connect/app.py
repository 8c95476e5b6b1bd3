from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


# region fails-on-connect
@socketio.on("connect")
def on_connect():
    raise RuntimeError("This handler fails.")


# endregion


if __name__ == "__main__":
    socketio.run(app)
