from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
# region heartbeat
socketio = SocketIO(app, ping_interval=10, ping_timeout=5)
# endregion


if __name__ == "__main__":
    socketio.run(app)
