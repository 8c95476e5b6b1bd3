"""Why the store could not do a thing, as `server/store-failure.ts` says it."""

from __future__ import annotations

import sqlite3

from .contract import Refusal

_CAUSES = {5: "fileBusy", 8: "fileReadOnly", 10: "diskFailed", 13: "diskFull"}

#: For Python before 3.11, which tells no codes.
_WORDS = {
    "locked": "fileBusy",
    "readonly": "fileReadOnly",
    "I/O": "diskFailed",
    "is full": "diskFull",
}


def store_failure(error: Exception) -> Refusal | None:
    """What a failed store is refused with, where the cause is known; None for any other error."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        cause = next((_WORDS[words] for words in _WORDS if words in str(error)), None)
    else:
        # The low byte is what it is; the rest tells where it happened.
        cause = _CAUSES.get(code & 0xFF)
    return None if cause is None else Refusal(cause)
