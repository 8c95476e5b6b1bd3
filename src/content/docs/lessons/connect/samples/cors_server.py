from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, cors_allowed_origins="http://localhost:5173")


@socketio.on("connect")
def on_connect():
    print(request.sid, "is here")


if __name__ == "__main__":
    socketio.run(app)
