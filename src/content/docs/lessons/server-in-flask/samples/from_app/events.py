from app import socketio
from flask_socketio import emit


@socketio.on("hello")
def on_hello(data):
    emit("greeting", f"Hello {data['name']}")
