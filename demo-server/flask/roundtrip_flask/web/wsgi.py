"""Types of a WSGI request, and the names that the host adds to its environment."""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], object]
Body = Iterable[bytes]

#: The request's target as it was sent, with nothing decoded.
RAW_TARGET = "roundtrip.target"
#: The connection that a request came on, which a WebSocket takes over.
CONNECTION = "roundtrip.connection"
