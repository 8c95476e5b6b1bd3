"""The hops of a lab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .open_host import HEAD

if TYPE_CHECKING:
    from .conftest import Opens

CHAT = f"""{HEAD}
@socketio.on("chat")
def on_chat(text):
    emit("chat", text, broadcast=True, include_self=False)
    return "sent"


if __name__ == "__main__":
    socketio.run(app)
"""


def test_hops_tell_who_connected_whose_handler_ran_on_which_lines_and_who_received_what(
    opens: Opens,
) -> None:
    at = opens(
        f'{CHAT}\n\n@socketio.on("connect")\ndef on_connect():\n    pass\n'.replace(
            'if __name__ == "__main__":\n    socketio.run(app)\n', ""
        )
    )
    news = at.stream()
    alice, bob, carol = at.client(), at.client(), at.client()
    number = alice.sent + 1
    assert alice.ask("chat", "hi") == "sent"
    (to_bob, _), (to_carol, _) = bob.next("chat"), carol.next("chat")

    handler = news.hop(kind="handler", event="chat")
    assert handler["line"] == 7
    assert handler["engine"] == alice.engine
    assert handler["namespace"] == "/"
    assert handler["cause"] == {"by": "message", "message": [alice.engine, number]}
    emit = news.hop(kind="emit", how="broadcast", event="chat")
    assert emit["line"] == 9
    assert emit["rooms"] == []
    assert emit["except"] == [alice.sid]
    assert emit["cause"] == {"by": "hop", "hop": handler["id"]}
    assert sorted(emit["to"]) == sorted([[bob.engine, to_bob], [carol.engine, to_carol]])
    ack = news.hop(kind="emit", how="ack")
    assert ack["line"] == 10
    assert ack["to"] == [[alice.engine, alice.received]]
    assert ack["cause"] == {"by": "hop", "hop": handler["id"]}
    connection = news.hop(kind="handler", event="connection", engine=bob.engine)
    assert connection["line"] == 15
    assert connection["cause"] == {"by": "message", "message": [bob.engine, 1]}
    connect = news.hop(kind="emit", how="connect", to=[[bob.engine, 1]])
    assert connect["cause"] == connection["cause"]
    assert "line" not in connect
    assert [hop["id"] for hop in news.hops] == list(range(1, len(news.hops) + 1))


def test_a_disconnect_has_no_cause_unless_the_program_causes_it(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("disconnect")
def on_disconnect(reason):
    socketio.emit("left", reason)


@socketio.on("end")
def on_end():
    disconnect()
""")
    news = at.stream()
    alice, bob, carol = at.client(), at.client(), at.client()
    alice.cut()
    assert bob.next("left")[1] == ("transport close",)
    handler = news.hop(kind="handler", event="disconnect")
    assert (handler["line"], handler["engine"]) == (7, news.hops[0]["to"][0][0])
    assert "cause" not in handler
    left = news.hop(kind="emit", event="left")
    assert left["line"] == 9
    # Whoever is leaving cannot receive it.
    assert sorted(engine for engine, _ in left["to"]) == sorted([bob.engine, carol.engine])

    bob.emit("end")
    bob.wait_for_end()
    end = news.hop(kind="handler", event="end")
    sent = news.hop(kind="emit", how="disconnect")
    assert (sent["line"], sent["cause"]) == (14, {"by": "hop", "hop": end["id"]})
    assert news.all(kind="handler", event="disconnect")[1]["cause"] == sent["cause"]


def test_messages_are_counted_across_the_change_from_polling_to_websocket(opens: Opens) -> None:
    at = opens(CHAT)
    news = at.stream()
    bob = at.client(transports=("polling", "websocket"))
    alice = at.client()
    for text in ("one", "two"):
        alice.ask("chat", text)
        number, _ = bob.next("chat")
        assert news.hop(kind="emit", event="chat", to=[[bob.engine, number]])


def test_rooms_tell_of_joins_and_leaves_but_not_of_a_sockets_own_room(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("connect")
def on_connect():
    join_room("blue")
    join_room("blue")


@socketio.on("go")
def on_go(other):
    emit("news", to=["blue", "red"], skip_sid=["green"])
    emit(
        "private",
        to=other,
    )
    leave_room("blue")
    leave_room("nowhere")
""")
    news = at.stream()
    alice, bob = at.client(), at.client()
    alice.ask("go", bob.sid)
    bob.next("private")
    sent = news.hop(kind="emit", event="news")
    assert (sent["line"], sent["rooms"], sent["except"]) == (15, ["blue", "red"], ["green"])
    private = news.hop(kind="emit", event="private")
    assert (private["line"], private["how"]) == (16, "broadcast")
    assert private["rooms"] == [bob.sid]
    assert private["to"] == [[bob.engine, 3]]
    go = news.hop(kind="handler", event="go")
    left = news.hop(kind="leave")
    assert (left["room"], left["line"], left["engine"]) == ("blue", 20, alice.engine)
    assert left["cause"] == {"by": "hop", "hop": go["id"]}
    joins = news.all(kind="join")
    assert [(hop["room"], hop["line"], hop["engine"]) for hop in joins] == [
        ("blue", 9, alice.engine),
        ("blue", 9, bob.engine),
    ]
    # Whoever leaves the server leaves its rooms.
    engine = bob.engine
    bob.close()
    assert news.hop(kind="leave", engine=engine)["room"] == "blue"


def test_a_bare_emit_is_straight_to_one_socket(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("go")
def on_go():
    emit("bare")
    send("sent")
    emit("named", to=request.sid)
    socketio.emit("outside", to=request.sid)
""")
    news = at.stream()
    alice = at.client()
    alice.ask("go")
    assert news.hop(event="bare")["how"] == "socket"
    assert news.hop(event="message")["how"] == "socket"
    assert news.hop(event="message")["rooms"] == []
    for event in ("named", "outside"):
        hop = news.hop(event=event)
        assert (hop["how"], hop["rooms"]) == ("broadcast", [alice.sid])


def test_handlers_are_told_however_they_are_registered(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.event
def plain(text):
    return text


socketio.on_event("lambda", lambda text: emit("said", text))


@socketio.on("*")
def on_any(event, *values):
    return event


class Admin(Namespace):
    def on_stats(self):
        return 1


socketio.on_namespace(Admin("/admin"))


@socketio.on("maybe")
def on_maybe(which):
    if which:
        return 1
    return helper()


def helper():
    return 2


@socketio.on("nothing")
def on_nothing():
    helper()
""")
    news = at.stream()
    alice = at.client()
    assert alice.ask("plain", "hi") == "hi"
    # Python 3.10 says of a decorator without a call that it is called where the function begins.
    assert news.hop(kind="handler", event="plain")["line"] in (7, 8)
    alice.ask("lambda", "hi")
    assert news.hop(kind="handler", event="lambda")["line"] == 12
    assert alice.ask("whatever", 1) == "whatever"
    assert news.hop(kind="handler", event="whatever")["line"] == 15
    assert alice.ask("maybe", True) == 1
    assert alice.ask("maybe", False) == 2
    assert alice.ask("nothing") is None
    admin = at.client(namespace="/admin")
    assert admin.ask("stats", namespace="/admin") == 1
    stats = news.hop(kind="handler", event="stats")
    assert (stats["line"], stats["namespace"]) == (21, "/admin")
    acks = news.hop(kind="emit", how="ack", namespace="/admin")
    lines = [hop.get("line") for hop in news.hops if hop.get("how") == "ack"]
    assert lines == [9, 12, 17, 31, 32, None, 22]
    assert acks["line"] == 22
