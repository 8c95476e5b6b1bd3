from flask import Flask, request
from flask_socketio import SocketIO, disconnect, join_room, rooms

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("join")
def on_join(room):
    join_room(room)


# region kick
@socketio.on("kick")
def on_kick():
    disconnect()


# endregion


# region lost
# region reason
@socketio.on("disconnect")
def on_disconnect(reason):
    socketio.emit("left", reason)
    # endregion
    # endregion
    tell_rooms()
    tell_rooms_again()


def tell_rooms():
    # region rooms
    socketio.emit("was in", [name for name in rooms() if name != request.sid])
    # endregion


def tell_rooms_again():
    # region rooms-before
    socketio.emit("was in before", [name for name in rooms() if name != request.sid])
    # endregion


if __name__ == "__main__":
    socketio.run(app)
