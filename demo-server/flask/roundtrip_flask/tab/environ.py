"""Requests of the virtual network, as WSGI has them."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from ..web.wsgi import Environ


def environ_of(asked: str, peer: str) -> Environ:
    """The environment of a request, which comes as JSON: method, url, headers, and body if any."""
    request = json.loads(asked)
    path, _, query = str(request["url"]).partition("?")
    body = str(request.get("body", "")).encode()
    environ: Environ = {
        "REQUEST_METHOD": request.get("method", "GET"),
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": "in-this-tab",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "in-this-tab",
        "REMOTE_ADDR": peer,
        "CONTENT_TYPE": "text/plain;charset=UTF-8",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request["headers"].items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    return environ
