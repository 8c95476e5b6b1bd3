from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)


@app.route("/")
def page():
    return "Here is the page."


@socketio.on("connect")
def on_connect():
    print(request.sid, "is here")


if __name__ == "__main__":
    socketio.run(app)
