"""Packets of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .open_host import HEAD

if TYPE_CHECKING:
    from .conftest import Opens


def test_binary_packets_are_named_by_their_first_message(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("file")
def on_file(data):
    emit("copy", (data, {{"more": data}}))
    return data
""")
    news = at.stream()
    alice = at.client()
    assert alice.ask("file", b"abc") == b"abc"
    assert alice.next("copy")[1] == (b"abc", {"more": b"abc"})
    # Each of these has one head, and attachments that count too.
    handler = news.hop(kind="handler", event="file")
    assert handler["cause"] == {"by": "message", "message": [alice.engine, 2]}
    assert news.hop(event="copy")["to"] == [[alice.engine, 2]]
    assert news.hop(how="ack")["to"] == [[alice.engine, 5]]
    assert (alice.sent, alice.received) == (3, 6)
    assert alice.ask("file", "text") == "text"
    second = {"by": "message", "message": [alice.engine, 4]}
    assert news.hop(kind="handler", event="file", cause=second)


def test_packets_tell_their_namespace_also_of_one_that_is_refused(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("connect", namespace="/admin")
def on_admin(auth):
    emit("hello")


@socketio.on("connect", namespace="/closed")
def on_closed():
    raise ConnectionRefusedError("closed to all", {{"code": 1}})


@socketio.on("connect", namespace="/shut")
def on_shut():
    return False
""")
    news = at.stream()
    admin = at.client(namespace="/admin")
    handler = news.hop(kind="handler", event="connection", engine=admin.engine)
    assert (handler["namespace"], handler["line"]) == ("/admin", 7)
    hello = news.hop(event="hello")
    assert (hello["namespace"], hello["line"], hello["how"]) == ("/admin", 9, "socket")
    # What is sent while a connect is handled arrives before the connect.
    assert hello["to"] == [[admin.engine, 1]]
    assert news.hop(how="connect")["to"] == [[admin.engine, 2]]

    assert at.refusal_of_client(namespace="/nowhere") == "Unable to connect"
    assert at.refusal_of_client(namespace="/closed") == {
        "message": "closed to all",
        "data": {"code": 1},
    }
    assert at.refusal_of_client(namespace="/shut") == {"message": "Connection rejected by server"}
    for namespace in ("/nowhere", "/closed", "/shut"):
        refused = news.hop(how="connect_error", namespace=namespace)
        [[engine, number]] = refused["to"]
        assert number == 1
        assert refused["cause"] == {"by": "message", "message": [engine, 1]}
        assert "line" not in refused


def test_an_event_for_nobody_is_told_with_nobody(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("go")
def on_go():
    emit("none", to="nowhere")
    emit("self", include_self=False)
    socketio.emit("no space", namespace="/elsewhere")
""")
    news = at.stream()
    alice = at.client()
    alice.ask("go")
    for event in ("none", "self", "no space"):
        assert news.hop(event=event)["to"] == []
    assert alice.heard("self") == []


def test_options_of_the_program_are_honoured_as_far_as_they_shape_behaviour(opens: Opens) -> None:
    options = "ping_interval=1, transports=['polling'], max_http_buffer_size=5_000_000"
    program = HEAD.replace("SocketIO(app)", f"SocketIO(app, {options}, async_mode='threading')")
    at = opens(program)
    status, text, _ = at.poll()
    assert status == 200
    assert '"pingInterval":1000' in text
    assert '"maxPayload":1000000' in text
    assert at.client(transports=("polling",)).sid

    at.write(HEAD.replace("SocketIO(app)", "SocketIO(app, always_connect=True)"), "always")
    at.write(
        HEAD.replace("SocketIO(app)", "SocketIO(app, cors_allowed_origins='http://a.example')"),
        "origins",
    )
    assert at.client("always").sid
    status, text, _ = at.poll("origins", Origin=at.url)
    assert (status, text) == (400, "Not an accepted origin.")


def test_options_that_have_no_effect_are_named_and_why(opens: Opens) -> None:
    options = (
        "path='/own', serializer='msgpack', async_mode='threading', message_queue='redis://', "
        "channel='own', logger=True, monitor_clients=False, max_http_buffer_size=5_000_000, "
        "http_compression=True, unknown=1"
    )
    at = opens(HEAD.replace("SocketIO(app)", f"SocketIO(app, {options})"))
    news = at.stream()
    told = [news.news("programNotice", count) for count in range(1, 10)]
    assert {(one["file"], one["line"]) for one in told} == {("app.py", 5)}
    assert [one["message"].split(" ")[2] for one in told] == [
        *("path", "serializer", "async_mode", "message_queue", "channel", "logger"),
        *("monitor_clients", "max_http_buffer_size", "http_compression"),
    ]
    assert told[2]["message"] == (
        "The option async_mode has no effect in a lab: a lab runs on gevent."
    )
    assert told[7]["message"].endswith(": a lab takes at most 1000000 bytes at once.")
    assert at.client().sid
    # A page that comes later is told, too.
    assert at.stream().news("programNotice", 9) == told[8]


def test_options_that_ask_for_what_a_lab_does_are_not_named(opens: Opens) -> None:
    options = (
        "path='socket.io', serializer='default', async_mode='gevent', message_queue=None, "
        "logger=False, monitor_clients=True, max_http_buffer_size=1_000, http_compression=False, "
        "cookie='io', cors_allowed_origins='*', ping_timeout=3, manage_session=False"
    )
    at = opens(HEAD.replace("SocketIO(app)", f"SocketIO(app, {options})"))
    news, alice = at.stream(), at.client()
    news.hop(how="connect")
    assert alice.sid
    assert "programNotice" not in news.said


def test_json_of_the_programs_own_is_used_in_its_lab_alone(opens: Opens) -> None:
    handler = """
@socketio.on("now")
def on_now(value):
    return value if isinstance(value, str) else {1: when(value)}
"""
    own = f"""import json as plain


class Own:
    dumps = staticmethod(lambda value, **options: plain.dumps(value, default=str, **options))
    loads = staticmethod(lambda text, **options: plain.loads(text, parse_int=str))


def when(value):
    return complex(value)


{HEAD.replace("SocketIO(app)", "SocketIO(app, json=Own)")}{handler}
"""
    flasks = f"""from flask import json


def when(value):
    import datetime

    return datetime.date(2000, 1, value)


{HEAD.replace("SocketIO(app)", "SocketIO(app, json=json)")}{handler}
"""
    at = opens(own)
    at.write(flasks, "flasks")
    at.write(f"def when(value):\n    return value\n\n\n{HEAD}{handler}", "plain")
    alice, bob, carol = at.client(), at.client("flasks"), at.client("plain")
    assert alice.ask("now", 1) == "1"
    assert bob.ask("now", 1) == {"1": "Sat, 01 Jan 2000 00:00:00 GMT"}
    assert carol.ask("now", 1) == {"1": 1}
    assert at.client("plain", transports=("polling",)).ask("now", 1) == {"1": 1}
