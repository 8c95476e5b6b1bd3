"""Packets of a client that break the rules of Socket.IO."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .clients import BY_TRANSPORT
from .open_host import HEAD

if TYPE_CHECKING:
    from .conftest import Opens

CHAT = f"""{HEAD}
@socketio.on("chat")
def on_chat(*values):
    emit("said", repr(values))


@socketio.on("ask")
def on_ask():
    emit("question", callback=lambda answer: emit("answered", answer))


@socketio.on("connect")
def on_connect():
    emit("came", broadcast=True)


@socketio.on("disconnect")
def on_disconnect():
    emit("left", broadcast=True)
"""

PLACE = '{"_placeholder":true,"num":%s}'


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([f'51-["chat",{PLACE % 9}]', b"abc"], "A placeholder in it names no attachment."),
        ([f'51-["chat",{PLACE % -1}]', b"abc"], "A placeholder in it names no attachment."),
        ([f'51-["chat",{PLACE % "true"}]', b"abc"], "A placeholder in it names no attachment."),
        ([f'51-["chat",{PLACE % "null"}]', b"abc"], "A placeholder in it names no attachment."),
        ([f'51-["chat",{PLACE % 0}]', '2["chat"]'], "Another packet came before its attachments."),
        (['50-["chat"]'], "A binary packet needs the number of its attachments."),
        (['5["chat"]'], "A binary packet needs the number of its attachments."),
        ([b"abc"], "It has attachments of no packet."),
        ([f'5999-["chat",{PLACE % 0}]', *[b"x" * 90_000] * 23], "Its attachments are too large."),
        (['2["chat"'], "It is not JSON with a type before it."),
        ([f'51-/no,["chat",{PLACE % 0}]'], "Its client is not connected to its namespace."),
        ([""], "It is empty."),
        # Engine.IO reads these as JSON already.
        (["null"], "It is not JSON with a type before it."),
        (["[]"], "It is not JSON with a type before it."),
        (["{}"], "It is not JSON with a type before it."),
        (["-1"], "It is not JSON with a type before it."),
        (["9"], "Clients send no packet of type 9."),
        (['4"no"'], "Clients send no packet of type 4."),
        (["2"], "An event needs a list that begins with its name."),
        (["2{}"], "An event needs a list that begins with its name."),
        (["2[{}]"], "The name of an event must be a text."),
        (["2[true]"], "The name of an event must be a text."),
        (['2["connect"]'], 'The event "connect" is reserved for Socket.IO itself.'),
        (['2["disconnect"]'], 'The event "disconnect" is reserved for Socket.IO itself.'),
        (['30{"a":1}'], "An acknowledgement needs an id and a list."),
        (["3[]"], "An acknowledgement needs an id and a list."),
        (["1[]"], "A disconnect carries nothing."),
        (["0[]"], "What comes with a connect must be an object."),
        ([f'2["chat",{"[" * 3_000}{"]" * 3_000}]'], "Its data are nested too deep."),
    ],
)
def test_a_packet_that_is_none_closes_its_connection_and_is_told(
    opens: Opens, messages: list[str | bytes], reason: str
) -> None:
    at = opens(CHAT)
    news = at.stream()
    bob, alice = at.client(), at.client()
    for message in messages:
        alice.socket.eio.send(message)
    assert alice.wait_for_end() in BY_TRANSPORT
    assert news.news("refused") == {
        "code": "bad-request",
        "message": "A client sent a packet that Socket.IO cannot read, so the server closed its "
        f"connection. {reason}",
    }
    bob.next("left")
    # She left once, and came once.
    bob.emit("chat")
    bob.next("said")
    assert not bob.heard("left")
    assert len(bob.heard("came")) == 2
    assert "programError" not in news.said


def test_a_frame_that_is_no_packet_fills_no_log(
    opens: Opens, capfd: pytest.CaptureFixture[str]
) -> None:
    host = opens(HEAD, own=True)
    # The program's own server has no log at all.
    websocket = host.websocket("/stream/socket.io/?EIO=4&transport=websocket")
    websocket.message()
    websocket.send("9")
    websocket.rest()
    assert capfd.readouterr().err == ""


def test_what_is_odd_and_yet_a_packet_is_handled(opens: Opens) -> None:
    at = opens(CHAT)
    alice = at.client()
    places = ",".join(PLACE % number for number in range(11))
    for messages, answer in (
        ([f'511-["chat",{places}]', *[b"x"] * 11], repr((b"x",) * 11)),
        (['51-["chat"]', b"x"], "()"),
        (['2["chat",{"_placeholder":true}]'], "({'_placeholder': True},)"),
    ):
        for message in messages:
            alice.socket.eio.send(message)
        assert alice.next("said")[1] == (answer,)


def test_an_acknowledgement_of_nothing_does_not_spoil_those_that_come(opens: Opens) -> None:
    at = opens(CHAT)
    alice = at.client()
    alice.answers("question", "yes")
    alice.emit("ask")
    assert alice.next("answered")[1] == ("yes",)
    for message in ("30[]", "37[]", "3999[1]"):
        alice.socket.eio.send(message)
    alice.emit("ask")
    assert alice.next("answered")[1] == ("yes",)
