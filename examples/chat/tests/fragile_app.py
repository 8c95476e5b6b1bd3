"""The chat's server, which dies as by `kill -9` when it has stored so many messages and told nobody."""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "flask"))

from app import serve
from chat.database import open_database
from chat.sqlite_store import SqliteStore
from chat.store import Message, Person


class FragileStore(SqliteStore):
    """Dies right after a message is stored."""

    left = int(os.environ["CHAT_DIE_AT"])

    def add(self, id: str, room: str, author: Person, text: str, at: int) -> tuple[Message, bool]:
        """Stores a message, and dies if it was the last."""
        added = super().add(id, room, author, text, at)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return added


serve(FragileStore(open_database(Path(os.environ["CHAT_FILE"]))), int(os.environ["PORT"]))
