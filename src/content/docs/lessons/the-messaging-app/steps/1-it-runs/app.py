from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)

rooms = {"general": [], "kitchen": []}


@socketio.on("send_message")
def on_send_message(data):
    messages = rooms[data["room"]]
    messages.append({"from": data["from"], "text": data["text"]})
    emit(f"newMessage/{data['room']}", {"messages": messages})


if __name__ == "__main__":
    socketio.run(app)
