from flask import Flask, request
from flask_socketio import SocketIO, emit, send

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("hello")
def on_hello(data):
    emit("greeting", {"text": f"Hello {data['name']}"})


@socketio.event
def add(a, b):
    emit("sum", a + b)


@socketio.on("message")
def on_message(text):
    send(f"You sent {text}")


@socketio.on("start")
def on_start():
    socketio.start_background_task(count_down, request.sid)


def count_down(sid):
    for n in [3, 2, 1]:
        socketio.emit("tick", n)
        socketio.sleep(0.4)
    socketio.emit("done", to=sid)


if __name__ == "__main__":
    socketio.run(app)
