from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
# region refuse-origin
socketio = SocketIO(app)
# endregion


if __name__ == "__main__":
    socketio.run(app)
