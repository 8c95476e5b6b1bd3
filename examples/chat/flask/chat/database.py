"""The chat's SQLite file, the same one that the server in Node keeps."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = Path(__file__).parents[2] / "schema"


@contextmanager
def at_once(database: sqlite3.Connection) -> Iterator[None]:
    """All of it happens or nothing, with nobody else writing meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


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


def open_database(file: Path) -> sqlite3.Connection:
    """Opens the file, made where there is none, in the state that this version needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(file, timeout=5, isolation_level=None, check_same_thread=False)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA journal_mode = WAL")
    # A crash of the server loses nothing; only a power cut may take the last moments.
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")
    _migrate(database)
    return database
