"""Clients that do not read what they are sent."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

from .open_host import HEAD
from .raw_websocket import RawWebSocket

if TYPE_CHECKING:
    from .clients import Client, Stream
    from .conftest import Opens
    from .open_host import OpenHost

CHAT = f"""{HEAD}
@socketio.on("chat")
def on_chat(text):
    emit("chat", text, broadcast=True)
    return True


@socketio.on("tell")
def on_tell(text):
    emit("chat", text, broadcast=True, include_self=False)
    return True


@socketio.on("flood")
def on_flood(text):
    for _ in range(1_000):
        emit("chat", text, broadcast=True, include_self=False)
    return len(socketio.server.eio.sockets)
"""

#: Room for two of the test's messages.
EACH = 200_000
MESSAGE = "x" * 90_000


def _mute(at: OpenHost, stack: ExitStack, lab: str | None = None) -> RawWebSocket:
    """A client that connects, and never reads again."""
    connection = socket.socket()
    # What the system would take in its place stays small.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    connection.settimeout(15)
    connection.connect(("127.0.0.1", at.port))
    path = at.path("transport=websocket").replace(at.lab, lab or at.lab)
    mute = stack.enter_context(RawWebSocket(connection, path))
    mute.send("40")
    return mute


def _talk(alice: Client, news: Stream) -> str:
    """Talks until somebody is cut off; the reason."""
    for _ in range(1_000):
        if "refused" in news.said:
            return str(news.said["refused"][0]["message"])
        alice.ask("chat", MESSAGE)
    raise AssertionError("nobody was cut off")


def test_a_websocket_that_is_not_read_is_cut_off_and_nobody_else(opens: Opens) -> None:
    at = opens(CHAT, unsentBytesPerConnection=EACH)
    news, alice, bob = at.stream(), at.client(), at.client()
    with ExitStack() as stack:
        mute = _mute(at, stack)
        assert _talk(alice, news) == (
            "A client did not read what the server sent it. When more than 0.2 MB waited, the "
            "server cut it off. It connects again by itself."
        )
        # Its connection has ended: all that it can still read is what the system has taken.
        while mute.connection.recv(65_536):
            pass
    assert alice.ask("chat", "still here")
    assert len(news.said["refused"]) == 1
    while bob.next("chat")[1] != ("still here",):
        pass


def test_a_session_that_is_not_polled_is_cut_off(opens: Opens) -> None:
    at = opens(CHAT, unsentBytesPerConnection=EACH)
    news, alice = at.stream(), at.client()
    sid = at.session()
    at.post(sid, b"40")
    for _ in range(3):
        alice.ask("chat", MESSAGE)
    assert news.news("refused")["code"] == "too-many-requests"
    assert at.post(sid, b"3").startswith("HTTP/1.1 400 ")


def test_what_is_emitted_in_one_go_to_who_is_cut_off_is_not_kept(opens: Opens) -> None:
    at = opens(CHAT, unsentBytesPerConnection=EACH)
    news, alice = at.stream(), at.client()
    with ExitStack() as stack:
        _mute(at, stack)
        news.hop(how="connect", cause=news.hop(how="connect").get("cause"))
        while at.health()["clients"] < 2:
            pass
        alice.ask("flood", MESSAGE)
    assert news.news("refused")["code"] == "too-many-requests"
    reached = [hop for hop in news.all(event="chat") if hop["to"]]
    # No hop says of what was dropped that it was sent.
    assert len(reached) < 100


def test_the_one_furthest_behind_is_cut_off_where_a_lab_holds_too_much(opens: Opens) -> None:
    at = opens(CHAT, unsentBytesPerConnection=10 * EACH, unsentBytesPerLab=EACH)
    news, alice = at.stream(), at.client()
    sessions = [at.session() for _ in range(3)]
    for sid in sessions:
        at.post(sid, b"40")
    alice.ask("tell", MESSAGE)
    assert news.news("refused")["message"].startswith("The clients of this lab did not read")
    left = [at.post(sid, b"3").startswith("HTTP/1.1 200 ") for sid in sessions]
    assert left.count(True) == 2


def test_and_where_the_host_does(opens: Opens) -> None:
    at = opens(CHAT, unsentBytesPerConnection=10 * EACH, unsentBytesPerHost=EACH)
    other, at.lab = at.lab, at.other_lab
    far_behind = at.session()
    at.post(far_behind, b"40")
    first = at.client()
    for _ in range(2):
        first.ask("tell", MESSAGE)
    behind, at.lab = at.lab, other
    news, alice, sid = at.stream(lab=behind), at.client(), at.session()
    at.post(sid, b"40")
    alice.ask("tell", MESSAGE)
    assert news.news("refused")["message"].startswith("More than 0.2 MB waited on this server")
    assert at.post(sid, b"3").startswith("HTTP/1.1 200 ")
    at.lab = behind
    assert at.post(far_behind, b"3").startswith("HTTP/1.1 400 ")


def test_a_reader_is_sent_more_than_may_wait(opens: Opens) -> None:
    at = opens(CHAT, unsentBytesPerConnection=EACH)
    news = at.stream()
    for transport in ("websocket", "polling"):
        alice = at.client(transports=(transport,))
        for _ in range(20):
            alice.ask("chat", MESSAGE)
    assert "refused" not in news.said
