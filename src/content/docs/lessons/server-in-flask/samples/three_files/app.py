import events  # noqa: F401, for its handlers
from extensions import socketio
from flask import Flask

app = Flask(__name__)
socketio.init_app(app)

if __name__ == "__main__":
    socketio.run(app)
