from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, ping_interval=0.3, ping_timeout=0.2)
engine = socketio.server.eio


@engine.on("message")
def on_message(sid, data):
    """Sends each message back: the suite speaks to Engine.IO alone."""
    engine.send(sid, data)


if __name__ == "__main__":
    socketio.run(app)
