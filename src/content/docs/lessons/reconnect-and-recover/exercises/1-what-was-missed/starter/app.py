from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)

texts = []


@socketio.on("say")
def on_say(text):
    texts.append(text)
    emit("said", (len(texts), text), broadcast=True)


@socketio.on("catch-up")
def on_catch_up(after):
    # Send this client what it has missed.
    pass


if __name__ == "__main__":
    socketio.run(app)
