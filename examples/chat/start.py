"""Starts the chat on Flask, and makes what it lacks before: `python start.py`."""

import sys

if sys.version_info < (3, 10):
    sys.exit(
        "The chat needs Python 3.10 or newer, and this is Python %d.%d. "
        "Install a newer one from https://www.python.org, then run the same command with it."
        % sys.version_info[:2]
    )

from pathlib import Path

FLASK = Path(__file__).resolve().parent / "flask"
sys.path.insert(0, str(FLASK))

from environment import ensure_environment, run

run(ensure_environment(), FLASK / "app.py")
