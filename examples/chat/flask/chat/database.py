"""The chat's SQLite file, the same one that the server in Node keeps."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = Path(__file__).parents[2] / "schema"

#: In seconds: so long one waits for others who use the file, looking again so often.
_PATIENCE = 5
_AGAIN = 0.01


@contextmanager
def at_once(database: sqlite3.Connection) -> Iterator[None]:
    """All of it happens or nothing, with nobody else writing meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        # Where the disk is full, SQLite has done so by itself.
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, since `executescript` would commit before it runs."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _migrate(database: sqlite3.Connection) -> None:
    """Runs the files of `schema/` that this database has not seen yet, in order."""
    files = sorted(SCHEMA.glob("*.sql"))
    with at_once(database):
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > len(files):
            raise SystemExit(
                "This database was written by a newer version of the chat. "
                "Run that version, or name another file."
            )
        for file in files[version:]:
            for statement in _statements(file.read_text("utf-8")):
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(files)}")


def _writes_ahead(database: sqlite3.Connection) -> bool:
    """Has changes written ahead; false where another connection uses the file just now."""
    try:
        database.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True


def _write_ahead(database: sqlite3.Connection) -> None:
    """Has changes written ahead, so that readers and a writer don't wait for each other.

    A file is changed to that once, and where two servers do it at the same moment, SQLite lets one
    of them fail at once, whatever the timeout.
    """
    until = time.monotonic() + _PATIENCE
    while not _writes_ahead(database):
        if time.monotonic() > until:
            raise sqlite3.OperationalError(f"database is locked for over {_PATIENCE} seconds")
        time.sleep(_AGAIN)


def open_database(file: Path) -> sqlite3.Connection:
    """Opens the file, made where there is none, in the state that this version needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(
        file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    database.row_factory = sqlite3.Row
    _write_ahead(database)
    # A crash of the server loses nothing; only a power cut may take the last moments.
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")
    _migrate(database)
    return database
