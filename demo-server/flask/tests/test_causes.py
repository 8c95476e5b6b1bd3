"""What made a hop happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .open_host import HEAD

if TYPE_CHECKING:
    from .conftest import Opens


def test_a_cause_is_kept_in_background_tasks_threads_and_timers(opens: Opens) -> None:
    at = opens(f"""{HEAD}
import threading

@socketio.on("task")
def on_task():
    socketio.start_background_task(work, "from task")


@socketio.on("thread")
def on_thread():
    threading.Thread(target=work, args=["from thread"]).start()


@socketio.on("timer")
def on_timer():
    threading.Timer(0.01, work, ["from timer"]).start()


def work(event):
    socketio.sleep(0.001)
    socketio.emit(event)
""")
    news = at.stream()
    alice = at.client()
    for event in ("task", "thread", "timer"):
        alice.emit(event)
        alice.next(f"from {event}")
        handler = news.hop(kind="handler", event=event)
        sent = news.hop(kind="emit", event=f"from {event}")
        assert sent["line"] == 26
        assert sent["cause"] == {"by": "hop", "hop": handler["id"]}


def test_handlers_that_overlap_keep_their_own_causes(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("slow")
def on_slow(wait, name):
    socketio.sleep(wait)
    emit(name)
""")
    news = at.stream()
    alice = at.client()
    alice.emit("slow", 0.05, "late")
    alice.emit("slow", 0, "early")
    alice.next("late")
    late, early = news.hop(event="late"), news.hop(event="early")
    first, second = news.all(kind="handler", event="slow")
    assert early["id"] < late["id"]
    assert late["cause"] == {"by": "hop", "hop": first["id"]}
    assert early["cause"] == {"by": "hop", "hop": second["id"]}


def test_a_cause_is_the_acknowledgement_for_a_callback_and_the_handler_after_a_call(
    opens: Opens,
) -> None:
    at = opens(f"""{HEAD}
@socketio.on("ask")
def on_ask():
    emit("question", callback=on_answer)


def on_answer(answer):
    emit("thanks", answer)


@socketio.on("call")
def on_call():
    emit("got", call("question"))
""")
    news = at.stream()
    alice = at.client()
    alice.answers("question", 4)
    alice.emit("ask")
    assert alice.next("thanks")[1] == (4,)
    thanks = news.hop(event="thanks")
    assert thanks["line"] == 13
    assert thanks["cause"] == {"by": "message", "message": [alice.engine, 3]}
    alice.emit("call")
    assert alice.next("got")[1] == (4,)
    handler = news.hop(kind="handler", event="call")
    assert news.hop(event="got")["cause"] == {"by": "hop", "hop": handler["id"]}
    asked = news.all(event="question")
    assert [(hop["how"], hop["line"]) for hop in asked] == [("socket", 9), ("socket", 18)]


def test_what_the_program_does_by_itself_has_none(opens: Opens) -> None:
    at = opens(f"""{HEAD}
def tick():
    while True:
        socketio.sleep(0.005)
        socketio.emit("tick")


socketio.start_background_task(tick)
""")
    news = at.stream()
    at.client().next("tick")
    tick = news.hop(event="tick")
    assert tick["line"] == 10
    assert "cause" not in tick


def test_a_bare_emit_in_a_background_task_fails_as_it_does_everywhere(opens: Opens) -> None:
    at = opens(f"""{HEAD}
@socketio.on("go")
def on_go():
    socketio.start_background_task(work)


def work():
    emit("never")
""")
    news = at.stream()
    at.client().emit("go")
    error = news.news("programError")
    assert error["message"].startswith("RuntimeError: Working outside of request context")
    assert error["line"] == 13
