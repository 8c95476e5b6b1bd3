"""Opens one new database from several threads at the same moment, again and again; prints each error."""

import sys
import tempfile
from pathlib import Path
from threading import Barrier, Thread

sys.path.insert(0, str(Path(__file__).parents[1] / "flask"))

from chat.database import open_database

THREADS = 4
ROUNDS = 40


def open_when_all_are_ready(file: Path, ready: Barrier) -> None:
    """Opens and closes it once, at the same moment as the other threads."""
    ready.wait()
    try:
        open_database(file).close()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what the test is about
        sys.stdout.write(f"{error}\n")


for _ in range(ROUNDS):
    with tempfile.TemporaryDirectory() as folder:
        together = Barrier(THREADS)
        threads = [
            Thread(target=open_when_all_are_ready, args=(Path(folder) / "chat.db", together))
            for _ in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
