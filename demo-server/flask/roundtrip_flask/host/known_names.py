"""Names that the server is known by, as `demo-server/node/known-names.ts` has them."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

from ..contract.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..web.wsgi import Environ

#: An address of IPv4, which no name of the DNS can look like, or one of IPv6 in its brackets.
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]", re.ASCII)


class KnownNames:
    """Localhost, all addresses and names without a dot, this machine's own name, and those given.

    Nobody on the Internet can have a name without a dot.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        own = socket.gethostname().lower()
        self._known = {own, f"{own.partition('.')[0]}.local"}
        self._known.update(name.lower().removesuffix(".") for name in names)

    def check(self, environ: Environ) -> None:
        """Raises a refusal where a request names a host that is not this server.

        A page of somebody else's whose name was made to lead here comes by such a name, and for a
        browser it is of one origin with what it asks for.
        """
        host = environ.get("HTTP_HOST")
        # Programs that are no browser may leave it out.
        if host is None:
            return
        name = re.sub(r":\d*$", "", host.lower(), flags=re.ASCII).removesuffix(".")
        if not self._knows(name):
            raise RefusalError("unknownName", name=name)

    def _knows(self, name: str) -> bool:
        return (
            "." not in name
            or _ADDRESS.fullmatch(name) is not None
            or name.endswith(".localhost")
            or name in self._known
        )
