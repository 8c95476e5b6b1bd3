from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
# region cors
socketio = SocketIO(app, cors_allowed_origins="http://localhost:5173")
# endregion


if __name__ == "__main__":
    socketio.run(app)
