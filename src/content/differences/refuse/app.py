from flask import Flask
from flask_socketio import ConnectionRefusedError, SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


# region refuse
@socketio.on("connect")
def on_connect(auth):
    if not auth or auth.get("token") != "s3cret":
        raise ConnectionRefusedError("not authorized", {"code": "E_AUTH"})


# endregion


if __name__ == "__main__":
    socketio.run(app)
