from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)
orders = {}


@socketio.on("order")
def on_order(id, text):
    # The same order a second time changes nothing.
    orders[id] = text
    return len(orders)


if __name__ == "__main__":
    socketio.run(app)
