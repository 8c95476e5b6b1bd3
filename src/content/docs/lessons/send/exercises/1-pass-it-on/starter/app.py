from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("message")
def on_message(text):
    # Pass the text on to the others.
    pass


if __name__ == "__main__":
    socketio.run(app)
