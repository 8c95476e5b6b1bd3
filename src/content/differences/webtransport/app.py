from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
# region webtransport
socketio = SocketIO(app, transports=["polling", "websocket", "webtransport"])
# endregion


if __name__ == "__main__":
    socketio.run(app)
