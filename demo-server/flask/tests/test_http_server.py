"""What the HTTP server makes of requests that are wrong."""

from __future__ import annotations

from io import BytesIO

import pytest

from roundtrip_flask.web.http_server import StrictInput


@pytest.mark.parametrize("body", [b"\r\n1\r\n2\r\n", b";a=b\r\n0\r\n\r\n"])
def test_a_chunk_without_a_size_is_the_fault_of_its_client(body: bytes) -> None:
    # gevent answers such an error with 400; a ValueError would be one of the server's.
    with pytest.raises(OSError, match="A chunk has no size"):
        StrictInput(BytesIO(body), None, chunked_input=True).read()
