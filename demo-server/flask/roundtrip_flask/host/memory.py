"""How much memory this process holds."""

import sys
from pathlib import Path


def resident_bytes() -> int:
    """Bytes in memory now; where the system does not tell, the most that there were, or 0."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return _peak()
    import resource  # noqa: PLC0415 -- not on every system

    return pages * resource.getpagesize()


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 -- not on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1_024
