"""Which pages may use the labs."""

from urllib.parse import urlsplit

from ..contract.refusal import RefusalError
from ..web.wsgi import Environ

#: What `Sec-Fetch-Site` says of a page that is not this server's: "same-site" is another port of the
#: host.
_FOREIGN = ("cross-site", "same-site")


def check_origin(environ: Environ, allowed: tuple[str, ...]) -> None:
    """Raises a refusal when a page of another site sent the request."""
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        # Browsers leave the origin out of a GET, be it for another site's image, and say where it
        # comes from beside that; programs that are no browser say neither.
        if environ.get("HTTP_SEC_FETCH_SITE") in _FOREIGN:
            raise RefusalError("foreignOrigin")
        return
    if origin in allowed:
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
