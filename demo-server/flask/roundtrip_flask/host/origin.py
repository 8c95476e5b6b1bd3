"""Which pages may use the labs."""

from urllib.parse import urlsplit

from ..contract.refusal import RefusalError
from ..web.wsgi import Environ


def check_origin(environ: Environ, allowed: tuple[str, ...]) -> None:
    """Raises a refusal when a page of another site sent the request."""
    origin = environ.get("HTTP_ORIGIN")
    # Browsers leave it out of a same-origin GET; programs that are no browser have none.
    if origin is None or origin in allowed:
        return
    host = environ.get("HTTP_HOST")
    if host is not None and _host_of(origin) == host.lower():
        return
    raise RefusalError("foreignOrigin")


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None
