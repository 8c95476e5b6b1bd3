from flask_socketio import emit

from __main__ import socketio


@socketio.on("hello")
def on_hello(data):
    emit("greeting", f"Hello {data['name']}")
