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
    for place, text in enumerate(texts[after:], after + 1):
        emit("said", (place, text))


if __name__ == "__main__":
    socketio.run(app)
