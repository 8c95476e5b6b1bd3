"""The chat's server, which dies as by `kill -9` when it has stored so many messages and told nobody.

Or its file may grow to so many pages, as on a disk that is full then.
"""

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

    left = int(os.environ.get("CHAT_DIE_AT", "0"))

    def add(self, id: str, room: str, author: Person, text: str, at: int) -> tuple[Message, bool]:
        """Stores a message, and dies if it was the last."""
        added = super().add(id, room, author, text, at)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return added


database = open_database(Path(os.environ["CHAT_FILE"]))
if "CHAT_MOST_PAGES" in os.environ:
    database.execute(f"PRAGMA max_page_count = {os.environ['CHAT_MOST_PAGES']}")
look_every = float(os.environ.get("CHAT_LOOK_EVERY", "600000")) / 1_000
serve(FragileStore(database), int(os.environ["PORT"]), look_every)
