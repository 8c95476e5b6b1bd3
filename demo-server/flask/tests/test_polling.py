"""Requests by long polling, and WebSockets, that break the rules of Engine.IO."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .open_host import HEAD
from .raw_websocket import upgrade

if TYPE_CHECKING:
    from .conftest import Opens

CHAT = f"""{HEAD}
@socketio.on("chat")
def on_chat(text):
    return text
"""


@pytest.mark.parametrize(
    "body",
    [b"6", b"2", b"0{}", b"", b"9", b"x", b"\x1e", b"4\x1e", b"d=", b"\xff", b"4\x1e" * 2_000],
)
def test_a_payload_that_is_none_is_answered_and_ends_its_session(opens: Opens, body: bytes) -> None:
    at = opens(CHAT)
    sid = at.session()
    answer = at.post(sid, body)
    # Nothing is in an empty one, which harms nobody.
    assert answer.startswith("HTTP/1.1 200 " if not body else "HTTP/1.1 400 "), answer
    if body:
        assert at.post(sid, b"40").startswith("HTTP/1.1 400 ")
    assert at.client().ask("chat", "still here") == "still here"


def test_payloads_that_are_none_leave_no_descriptor_open(opens: Opens) -> None:
    at = opens(CHAT, own=True)
    descriptors = Path(f"/proc/{at.process.pid}/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not list descriptors")
    at.client().ask("chat", "warm")
    before = len(list(descriptors.iterdir()))
    for _ in range(50):
        at.post(at.session(), b"6")
    assert len(list(descriptors.iterdir())) <= before + 5


def test_a_payload_in_chunks_arrives(opens: Opens) -> None:
    at = opens(CHAT)
    sid = at.session()
    chunked = "Transfer-Encoding: chunked"
    assert at.post(sid, b"2\r\n40\r\n0\r\n\r\n", chunked).startswith("HTTP/1.1 200 ")
    status, text, _ = at.get(at.path(f"transport=polling&sid={sid}"))
    assert (status, text[:8]) == (200, '40{"sid"')
    long = b"100000\r\n" + b"4" * 0x100000 + b"\r\n0\r\n\r\n"
    assert at.post(sid, long, chunked).startswith("HTTP/1.1 400 ")


def test_two_polls_at_once_end_the_session(opens: Opens) -> None:
    at = opens(CHAT)
    sid = at.session()
    poll = f"GET {at.path(f'transport=polling&sid={sid}')} HTTP/1.1\r\nHost: a\r\n\r\n"
    with at.connection() as first:
        first.sendall(poll.encode())
        # It waits: what is posted later is answered on a connection that was opened later.
        assert at.post(sid, b"3").startswith("HTTP/1.1 200 ")
        assert at.status(poll) == 400
        with first.makefile("rb") as reader:
            assert reader.readline().startswith(b"HTTP/1.1 200 ")
    assert at.post(sid, b"3").startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize("frame", ["", "x", "9", "42["])
def test_a_frame_that_is_none_ends_its_websocket_and_no_http_is_in_it(
    opens: Opens, frame: str
) -> None:
    at = opens(CHAT)
    with at.websocket(at.path("transport=websocket")) as websocket:
        websocket.send(frame)
        assert b"HTTP/1.1" not in websocket.rest()
    assert at.client().ask("chat", "still here") == "still here"


def test_a_websocket_that_breaks_off_its_upgrade_leaves_the_session_on_polling(
    opens: Opens,
) -> None:
    at = opens(CHAT)
    for first, second in (("", None), ("x", None), ("4", None), ("2probe", "x"), ("2probe", "")):
        sid = at.session()
        with at.websocket(at.path(f"transport=websocket&sid={sid}")) as websocket:
            websocket.send(first)
            if second is not None:
                assert websocket.message() == b"3probe"
                websocket.send(second)
            assert b"HTTP/1.1" not in websocket.rest()
        assert at.post(sid, b"40").startswith("HTTP/1.1 200 ")
        told = ""
        while "40" not in told:
            status, told, _ = at.get(at.path(f"transport=polling&sid={sid}"))
            assert status == 200


def test_a_second_upgrade_of_one_session_is_refused(opens: Opens) -> None:
    at = opens(CHAT)
    sid = at.session()
    path = at.path(f"transport=websocket&sid={sid}")
    with at.websocket(path) as websocket:
        websocket.send("2probe")
        assert websocket.message() == b"3probe"
        assert at.status(upgrade(path)) == 400


def test_an_upgrade_that_no_connection_header_asks_for(opens: Opens) -> None:
    at = opens(CHAT)
    for query in ("transport=websocket", f"transport=websocket&sid={at.session()}"):
        answer = at.raw(upgrade(at.path(query), Connection="close"))
        assert answer.startswith("HTTP/1.1 400 ")
