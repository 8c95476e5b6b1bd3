"""The Flask host, which gathers its garbage when it is sent SIGUSR1."""

from gevent import monkey

monkey.patch_all()

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress

import gevent
from roundtrip_flask.host.main import main


def collect() -> None:
    """Frees what nobody has any more, and gives the memory back where the system can."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


gevent.signal_handler(signal.SIGUSR1, collect)
os._exit(main(sys.argv[1:]))
