"""A Python environment of the chat's own, with what `requirements.txt` names in it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).parent
FOLDER = HERE / ".venv"
REQUIREMENTS = HERE / "requirements.txt"
#: Says what the last installation that was not broken off has put there.
STAMP = FOLDER / ".installed"

PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

_PIP = ["--require-hashes", "--quiet", "--no-input", "--disable-pip-version-check", "--retries=2"]


def _is_made(wanted: str) -> bool:
    # A Python that was taken away leaves a link to nothing.
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted


def ensure_environment() -> Path:
    """Makes the environment unless it is there and up to date; gives its Python."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if _is_made(wanted):
        return PYTHON
    print("Installing Flask (once, about half a minute)…", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(FOLDER)]) != 0:
        sys.exit(
            "Python could not make the environment in flask/.venv; it says why above. "
            "On Debian and Ubuntu it needs: apt install python3-venv"
        )
    pip = [str(PYTHON), "-m", "pip", "install", *_PIP, "-r", str(REQUIREMENTS)]
    if subprocess.call(pip) != 0:
        sys.exit(
            "The packages could not be installed; pip says why above. "
            "Check the connection to the internet, then run the same command again."
        )
    STAMP.write_text(wanted, "utf-8")
    return PYTHON


def run(python: Path, program: Path) -> NoReturn:
    """Becomes that program, or where a process cannot, waits for it."""
    command = [str(python), str(program)]
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:
        sys.exit(0)
