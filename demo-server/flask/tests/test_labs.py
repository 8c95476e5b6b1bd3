"""Labs: private, made once, closed when nobody is left."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .clients import BY_TRANSPORT
from .open_host import HEAD

if TYPE_CHECKING:
    import pytest

    from .conftest import Opens

CHAT = f"""{HEAD}
@socketio.on("chat")
def on_chat(text):
    emit("chat", text, broadcast=True)
    return True
"""


def test_labs_of_one_lesson_never_hear_each_other(opens: Opens) -> None:
    at = opens(CHAT)
    alice, mallory = at.client(), at.client(lab=at.other_lab)
    streams = [at.stream(), at.stream(lab=at.other_lab)]
    alice.ask("chat", "secret")
    mallory.ask("chat", "mine")
    # Order is kept, so whatever was to come before "mine" has come.
    assert mallory.next("chat")[1] == ("mine",)
    engines = [stream.hop(kind="handler", event="chat")["engine"] for stream in streams]
    assert engines == [alice.engine, mallory.engine]
    assert streams[0].news("running")["run"] != streams[1].news("running")["run"]


def test_a_lab_is_made_once_when_clients_and_the_stream_knock_at_the_same_time(
    opens: Opens,
) -> None:
    at = opens(CHAT, own=True)
    with ThreadPoolExecutor() as pool:
        opening = pool.submit(at.stream)
        clients = list(pool.map(lambda _: at.client(), range(3)))
        news = opening.result()
    clients[0].ask("chat", "hi")
    for client in clients:
        client.next("chat")
    assert len(news.hop(kind="emit", event="chat")["to"]) == 3
    health = at.health()
    assert (health["ok"], health["labs"], health["clients"]) == (True, 1, 3)
    assert health["memory"]["rss"] > 0


def test_a_lab_closes_when_nobody_is_left_and_opens_anew(opens: Opens) -> None:
    at = opens(CHAT, idleMs=20)
    first = at.stream()
    run = first.news("running")["run"]
    first.close()
    while at.health()["labs"]:
        pass
    assert at.stream().news("running")["run"] != run


def test_a_lab_closes_when_it_is_too_old_by_the_transport(opens: Opens) -> None:
    at = opens(CHAT, maxAgeMs=500)
    news, alice = at.stream(), at.client()
    assert news.news("closing") == {"why": "This lab has run for too long."}
    news.wait_for_end()
    assert alice.wait_for_end() in BY_TRANSPORT


def test_a_restart_closes_every_connection_by_the_transport_and_runs_the_program_again(
    opens: Opens,
) -> None:
    at = opens(CHAT, restartsPerSecond=0.001, restartBurst=2)
    news = at.stream()
    alice, bob = at.client(), at.client(transports=("polling",))
    assert news.restart() is None
    assert news.news("running", 2)["run"] != news.news("running")["run"]
    assert alice.wait_for_end() in BY_TRANSPORT
    assert bob.wait_for_end() in BY_TRANSPORT
    # Hops are counted from 1 in each run, and the old one's never come with the new one's.
    carol = at.client()
    assert news.hop(kind="emit", how="connect", to=[[carol.engine, 1]])["id"] == 1
    assert news.restart() is None
    assert news.restart()["code"] == "too-many-requests"


def test_a_stream_gets_what_happened_before_and_no_hop_twice(opens: Opens) -> None:
    at = opens(CHAT)
    alice = at.client()
    alice.ask("chat", "early")
    first = at.stream()
    ack = first.hop(how="ack")
    alice.ask("chat", "later")
    again = at.stream(after={"run": first.news("running")["run"], "hop": ack["id"]})
    again.hop(how="ack")
    assert again.hops[0]["id"] == ack["id"] + 1
    other = at.stream(after={"run": "another", "hop": 99})
    other.hop(how="ack")
    assert other.hops[0]["id"] == 1


def test_stopping_ends_soon_with_everything_open(opens: Opens) -> None:
    at = opens(CHAT, own=True)
    news, alice = at.stream(), at.client()
    bob = at.client(transports=("polling",))
    at.process.terminate()
    assert news.news("closing") == {"why": "The server is stopping."}
    assert alice.wait_for_end() in BY_TRANSPORT
    assert bob.wait_for_end() in BY_TRANSPORT
    assert at.process.wait(5) == 0


def test_nothing_malformed_ends_the_host(opens: Opens) -> None:
    at = opens(CHAT)
    alice = at.client()
    for text in ('2["a"', "9", '51-["a",{"_placeholder":true,"num":9}]', '2/no,["a"]', "4{}", "2"):
        at.client().socket.eio.send(text)
    path = f"/labs/lesson/{at.lab}/socket.io/"
    for line in (
        "GET /labs/%ZZ/%/socket.io/ HTTP/1.1",
        f"GET {path}?EIO=4&transport=__proto__ HTTP/1.1",
        f"GET {path}?EIO=3&transport=polling HTTP/1.1",
        f"GET {path}?EIO=4&transport=polling&sid=constructor HTTP/1.1",
        f"POST {path}?EIO=4&transport=polling HTTP/1.1\r\nContent-Length: 0",
        "GET /elsewhere HTTP/1.1",
        f"GET / HTTP/1.1\r\nX: {'x' * 20_000}",
        "nonsense",
    ):
        answer = at.raw(f"{line}\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert answer.startswith(("HTTP/1.1 4", "HTTP/1.1 5")), (line, answer)
    assert alice.ask("chat", "still here")


def test_a_stream_whose_client_has_gone_before_it_opened_keeps_no_lab(opens: Opens) -> None:
    at = opens(f"{HEAD}\nsocketio.sleep(0.5)\n", idleMs=20)
    path = "/stream/socket.io/?EIO=4&transport=polling"
    sid = json.loads(at.raw(_asking("GET", path)).partition("\r\n\r\n0")[2])["sid"]
    auth = json.dumps({"lesson": "lesson", "lab": at.lab})
    with at.connection() as connection:
        connection.sendall(_asking("POST", f"{path}&sid={sid}", f"40{auth}"))
        while not at.health()["labs"]:
            pass
        # The lab is not ready yet.
        at.raw(_asking("POST", f"{path}&sid={sid}", "1"))
        assert connection.recv(1)
    while at.health()["labs"]:
        pass


def test_a_restart_that_who_asked_does_not_wait_for_is_no_error(
    opens: Opens, capfd: pytest.CaptureFixture[str]
) -> None:
    at = opens(CHAT, own=True)
    websocket = at.websocket("/stream/socket.io/?EIO=4&transport=websocket")
    websocket.message()
    auth = json.dumps({"lesson": "lesson", "lab": at.lab})
    websocket.send(f"40{auth}")
    assert websocket.message().startswith(b"40")
    websocket.send('42["restart"]')
    websocket.send("41")
    # The lab is another's from now on.
    at.stream().news("running")
    assert capfd.readouterr().err == ""


def _asking(method: str, path: str, body: str = "") -> bytes:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
