from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
# region defaults
# region defaults-websocket
# region defaults-namespace
# region defaults-session
socketio = SocketIO(app)
# endregion
# endregion
# endregion
# endregion


if __name__ == "__main__":
    socketio.run(app)
