"""What is left in the host's process of programs that have ended, and of clients that have left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .open_host import HEAD

if TYPE_CHECKING:
    from .conftest import Opens

#: Says what is alive in the process: programs run in it, so one can look.
COUNTS = f"""{HEAD}
import gc
from gevent import Greenlet, sleep


@socketio.on("chat")
def on_chat(text):
    emit("chat", text)


@socketio.on("count")
def on_count():
    for _ in range(3):
        sleep(0)
        gc.collect()
    alive = gc.get_objects()
    classes = [type(one).__name__ for one in alive]
    return {{
        "greenlets": sum(issubclass(type(one), Greenlet) and not one.dead for one in alive),
        **{{name: classes.count(name) for name in ("Flask", "Lab", "LabServer", "ProgramRun")}},
    }}
"""


def _count(at: Any) -> dict[str, int]:
    client = at.client(lab=at.other_lab)
    counts: dict[str, int] = client.ask("count")
    client.close()
    return counts


def test_a_program_that_is_restarted_leaves_nothing_running(opens: Opens) -> None:
    at = opens(COUNTS, restartBurst=1_000, streamMessageBurst=1_000)
    news = at.stream()
    before = _count(at)
    for _ in range(100):
        alice, bob = at.client(), at.session()
        assert news.restart() is None
        alice.wait_for_end()
        assert at.post(bob, b"3").startswith("HTTP/1.1 400 ")
    after = _count(at)
    # One more or less may be on its way out.
    assert after["greenlets"] <= before["greenlets"] + 5, (before, after)
    assert after["LabServer"] == before["LabServer"], (before, after)


def test_clients_that_leave_leave_nothing_running(opens: Opens) -> None:
    at = opens(COUNTS, own=True)
    before = _count(at)
    for _ in range(50):
        at.client().close()
        at.post(at.session(), b"1")
    after = _count(at)
    assert after["greenlets"] <= before["greenlets"] + 5, (before, after)


def test_labs_that_close_leave_nothing_behind(opens: Opens) -> None:
    at = opens(COUNTS, idleMs=50)
    keeper = at.stream(lab=at.other_lab)
    before = _count(at)
    for number in range(50):
        lab = f"a-lab-that-soon-closes-{number:04}"
        news, alice = at.stream(lab=lab), at.client(lab=lab)
        alice.emit("chat", "hi")
        alice.next("chat")
        alice.close()
        news.close()
    while at.health()["labs"] > 1:
        pass
    after = _count(at)
    keeper.close()
    assert after["greenlets"] <= before["greenlets"] + 5, (before, after)
    for name in ("Flask", "Lab", "LabServer", "ProgramRun"):
        assert after[name] == before[name], (before, after)
