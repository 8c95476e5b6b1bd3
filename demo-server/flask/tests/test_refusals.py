"""What is refused, and how that is said: as on Node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .open_host import HEAD, body_of
from .raw_websocket import upgrade

if TYPE_CHECKING:
    from .conftest import Opens

CHAT = f"""{HEAD}
@socketio.on("chat")
def on_chat(text):
    emit("chat", text, broadcast=True)
    return True
"""


def test_a_lesson_or_a_lab_that_cannot_be(opens: Opens) -> None:
    at = opens(CHAT, own=True)
    for lesson, lab, status, code in (
        ("nowhere", at.lab, 404, "unknown-lesson"),
        ("..%2f..", at.lab, 404, "unknown-lesson"),
        ("lesson", "short", 400, "bad-lab-id"),
        ("lesson", "x" * 65, 400, "bad-lab-id"),
    ):
        answer = at.poll(lesson, lab)
        assert (answer[0], answer[1]["code"]) == (status, code)
        assert answer[2]["cache-control"] == "no-store"
        text = at.raw(upgrade(f"/labs/{lesson}/{lab}/socket.io/?EIO=4&transport=websocket"))
        assert text.startswith(f"HTTP/1.1 {status} ")
        assert body_of(text)["code"] == code
    for auth, code in (
        ({"lesson": "nowhere", "lab": at.lab}, "unknown-lesson"),
        ({"lesson": "../lesson", "lab": at.lab}, "bad-request"),
        ({"lesson": "lesson", "lab": 1}, "bad-request"),
        ({"lesson": "lesson", "lab": at.lab, "after": {"run": 1, "hop": 1}}, "bad-request"),
        ({}, "bad-request"),
        (None, "bad-request"),
    ):
        refused = at.refusal_of_stream(auth)
        assert refused["data"]["code"] == code
        assert refused["message"] == refused["data"]["message"]
    assert at.health()["labs"] == 0


def test_a_lesson_that_has_no_program_for_flask(opens: Opens) -> None:
    at = opens(CHAT)
    (at.lessons / "other").mkdir()
    status, refusal, _ = at.poll("other")
    assert (status, refusal["code"]) == (404, "unknown-lesson")
    assert refusal["message"] == (
        'The lesson "other" has no app.py, so it does not run on Flask. '
        "Choose another server for it."
    )


@pytest.mark.parametrize("step", ["lesson.nowhere", "lesson..", "lesson.a.b"])
def test_a_step_that_is_not_there(opens: Opens, step: str) -> None:
    at = opens(CHAT)
    status, refusal, _ = at.poll(step)
    assert (status, refusal["code"]) == (404, "unknown-lesson")


def test_but_a_step_that_is_there_runs(opens: Opens) -> None:
    at = opens(CHAT)
    folder = at.lessons / "lesson/steps/1-a"
    folder.mkdir(parents=True)
    (folder / "app.py").write_text(CHAT, encoding="utf-8")
    assert at.poll("lesson.1-a")[0] == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://["]
)
def test_pages_of_another_site(opens: Opens, origin: str) -> None:
    at = opens(CHAT)
    lab = f"/labs/lesson/{at.lab}/socket.io/?EIO=4&transport="
    answer = at.get(f"{lab}polling", Origin=origin)
    assert (answer[0], answer[1]["code"]) == (403, "foreign-origin")
    for path in (f"{lab}websocket", "/stream/socket.io/?EIO=4&transport=websocket"):
        text = at.raw(upgrade(path, Host=f"127.0.0.1:{at.port}", Origin=origin))
        assert text.startswith("HTTP/1.1 403 ")
        assert body_of(text)["code"] == "foreign-origin"


def test_but_not_its_own_pages_and_those_of_allowed_sites(opens: Opens) -> None:
    allowed = "http://localhost:4321"
    at = opens(CHAT, "--allow-origin", allowed)
    status, _, headers = at.poll(Origin=allowed)
    assert (status, headers["access-control-allow-origin"]) == (200, allowed)
    status, _, headers = at.poll(Origin=at.url)
    assert status == 200
    assert "access-control-allow-origin" not in headers


def test_more_labs_clients_streams_or_handshakes_than_there_is_room_for(opens: Opens) -> None:
    at = opens(
        CHAT,
        maxLabs=1,
        clientsPerLab=1,
        streamsPerLab=1,
        handshakeBurst=7,
        handshakesPerSecond=0.001,
    )
    at.client()
    assert at.poll(lab=at.other_lab)[1]["code"] == "too-many-labs"
    assert at.poll()[1]["code"] == "too-many-clients"
    auth = {"lesson": "lesson", "lab": at.other_lab}
    assert at.refusal_of_stream(auth)["data"]["code"] == "too-many-labs"
    at.stream()
    auth["lab"] = at.lab
    assert at.refusal_of_stream(auth)["data"]["code"] == "too-many-clients"
    at.poll()
    status, refusal, _ = at.poll()
    assert (status, refusal["code"]) == (429, "too-many-requests")


def test_more_labs_of_one_address_than_its_share(opens: Opens) -> None:
    at = opens(CHAT, "--behind-proxy", labsPerAddress=1)
    assert at.poll(**{"X-Forwarded-For": "10.0.0.1"})[0] == 200
    assert at.poll(lab=at.other_lab, **{"X-Forwarded-For": "10.0.0.2"})[0] == 200
    refused = at.poll(lab="one-more-lab-of-a-test-0123", **{"X-Forwarded-For": "10.0.0.2"})
    assert refused[1]["code"] == "too-many-labs"


def test_a_flood_of_messages(opens: Opens) -> None:
    at = opens(CHAT, messagesPerSecond=1, messageBurst=10)
    news = at.stream()
    alice, mallory = at.client(), at.client()
    for _ in range(20):
        mallory.emit("spam")
    mallory.wait_for_end()
    assert news.news("refused") == {
        "code": "too-many-requests",
        "message": "A client sent more than 1 messages a second, or large ones too fast, and was cut off.",
    }
    assert alice.ask("chat", "still here")


def test_a_payload_that_is_too_large(opens: Opens) -> None:
    at = opens(CHAT)
    for transport in ("websocket", "polling"):
        alice, mallory = at.client(), at.client(transports=(transport,))
        mallory.emit("chat", "x" * 1_000_001)
        mallory.wait_for_end()
        assert alice.ask("chat", "still here")


def test_an_upgrade_to_anything_but_a_websocket(opens: Opens) -> None:
    at = opens(CHAT)
    path = f"/labs/lesson/{at.lab}/socket.io/"
    for request in (
        upgrade(f"{path}?EIO=4&transport=polling"),
        upgrade(path),
        upgrade(f"{path}?EIO=4&transport=websocket&sid=nobody"),
        upgrade(f"{path}?EIO=4&transport=websocket", Sec_WebSocket_Key="bad"),
        upgrade(f"{path}?EIO=4&transport=websocket", Upgrade="h2c"),
    ):
        assert at.raw(request).startswith("HTTP/1.1 400 ")
