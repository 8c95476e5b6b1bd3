"""Runs Flask programs as `python app.py` would, each on a free port in the place of 5000.

    python run_apps.py <program> …

They run as on a computer where `pip install flask-socketio` was all that was done. For each
program, in order, one line of JSON is written to file descriptor 3: `{"port": 49152}` once it
listens, or `{"error": "ValueError: …"}` where it ended before that.
"""

import json
import logging
import os
import sys
import threading
from pathlib import Path
from queue import Queue
from types import ModuleType
from typing import Any

# gevent and eventlet may be installed for the site's own host. A reader has neither.
sys.modules["gevent"] = sys.modules["eventlet"] = None  # type: ignore[assignment]

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.serving import make_server

started: Queue[dict[str, Any]] = Queue()


def run(self: SocketIO, app: Flask, **_options: Any) -> None:
    """Stands in the place of `SocketIO.run`: the same server, on a free port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    started.put({"port": server.port})
    server.serve_forever()


def run_program(path: Path) -> None:
    """Runs one program as `__main__`, with its folder first on the path for imports."""
    main = ModuleType("__main__")
    main.__file__ = str(path)
    sys.modules["__main__"] = main
    sys.path.insert(0, str(path.parent))
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), vars(main))
    except Exception as error:
        started.put({"error": f"{type(error).__name__}: {error}"})
    else:
        started.put({"error": f"{path} ended before it listened."})


SocketIO.run = run
logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
for name in sys.argv[1:]:
    threading.Thread(target=run_program, args=[Path(name)], daemon=True).start()
    os.write(3, json.dumps(started.get()).encode() + b"\n")
# Runs until its parent closes the pipe or ends.
sys.stdin.read()
