from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, ping_interval=0.3, ping_timeout=0.2)


def serve(namespace):
    """Answers in a namespace as the suite wants it."""

    @socketio.on("connect", namespace=namespace)
    def on_connect(auth=None):
        emit("auth", auth or {})

    @socketio.on("message", namespace=namespace)
    def on_message(*values):
        emit("message-back", values)

    @socketio.on("message-with-ack", namespace=namespace)
    def on_message_with_ack(*values):
        return values


serve("/")
serve("/custom")

if __name__ == "__main__":
    socketio.run(app)
