"""The messaging app of `examples/chat`, a project of its own, from which the host takes its server."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = str(Path(__file__).resolve().parents[4] / "examples" / "chat" / "flask")

if _FOLDER not in sys.path:
    # Last, so that it hides nothing.
    sys.path.append(_FOLDER)

from chat.contract import PAYLOADS, Refusal, read  # noqa: E402 -- found only now
from chat.database import open_database  # noqa: E402
from chat.end_unused_rooms import end_unused_rooms  # noqa: E402
from chat.follow_others import follow_others  # noqa: E402
from chat.handlers import room_key  # noqa: E402
from chat.mount_chat import mount_chat  # noqa: E402
from chat.sqlite_store import SqliteStore  # noqa: E402
from chat.store import Message, Person, Store  # noqa: E402

__all__ = [
    "PAYLOADS",
    "Message",
    "Person",
    "Refusal",
    "SqliteStore",
    "Store",
    "end_unused_rooms",
    "follow_others",
    "mount_chat",
    "open_database",
    "read",
    "room_key",
]
