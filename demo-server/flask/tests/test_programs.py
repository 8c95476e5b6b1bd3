"""Programs as they are written, right and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .open_host import HEAD

if TYPE_CHECKING:
    from .conftest import Opens
    from .open_host import OpenHost

FINE = f"""{HEAD}
@socketio.on("fine")
def on_fine():
    return "fine"
"""


def test_handlers_that_raise_are_told_by_file_and_line_and_the_server_goes_on(
    opens: Opens,
) -> None:
    at = opens(f"""{FINE}
import sys


@socketio.on("now")
def on_now():
    None.now


@socketio.on("later")
def on_later():
    socketio.start_background_task(fail)


def fail():
    socketio.sleep(0)
    raise ValueError("later")


@socketio.on("ask")
def on_ask():
    emit("question", callback=fail)


@socketio.on("exit")
def on_exit():
    sys.exit(1)


@socketio.on("thread")
def on_thread():
    import threading

    threading.Thread(target=fail).start()


@socketio.on("connect", namespace="/bad")
def on_connect():
    raise ValueError("in connect")


@socketio.on("disconnect")
def on_disconnect():
    raise ValueError("in disconnect")
""")
    news = at.stream()
    alice = at.client()
    cases = [
        ("now", "AttributeError: 'NoneType' object has no attribute 'now'", 16),
        ("later", "ValueError: later", 26),
        ("ask", "ValueError: later", 26),
        ("exit", "SystemExit: 1", 36),
        ("thread", "ValueError: later", 26),
    ]
    for count, (event, message, line) in enumerate(cases, 1):
        alice.emit(event)
        error = news.news("programError", count)
        assert (error["message"], error["file"], error["line"]) == (message, "app.py", line)
    bob = at.client()
    bob.close()
    error = news.news("programError", len(cases) + 1)
    assert (error["message"], error["line"]) == ("ValueError: in disconnect", 53)
    # Neither connected nor refused: the client waits, and nothing else does.
    at.raw(
        f"POST /labs/lesson/{at.lab}/socket.io/?EIO=4&transport=polling&sid={_poller(at)} HTTP/1.1\r\n"
        "Host: a\r\nConnection: close\r\nContent-Length: 7\r\n\r\n40/bad,"
    )
    error = news.news("programError", len(cases) + 2)
    assert (error["message"], error["line"]) == ("ValueError: in connect", 48)
    assert alice.ask("fine") == "fine"
    late = at.stream()
    assert late.news("programError", len(cases) + 2) == error
    assert late.hop(kind="handler", event="fine")


@pytest.mark.parametrize(
    ("program", "message", "line"),
    [
        ("def on:\n", "SyntaxError: ", 1),
        ("\nnothing()\n", "NameError: name 'nothing' is not defined", 2),
        ("a = 1\n", "This program never makes a server.", None),
        (f"{HEAD}SocketIO(app)\n", "RuntimeError: This program makes a second SocketIO.", 6),
        ("raise SystemExit(3)\n", "SystemExit: 3", 1),
        ("a = '\0'\n", "SyntaxError: ", None),
        (
            "from absent.thing import one\n",
            (
                'ModuleNotFoundError: A lab does not offer the module "absent". It offers Python\'s own '
                'modules, "flask" and "flask_socketio".'
            ),
            1,
        ),
    ],
)
def test_a_program_that_does_not_start_is_told_to_streams_and_clients(
    opens: Opens, program: str, message: str, line: int | None
) -> None:
    at = opens(program)
    news = at.stream()
    error = news.news("programError")
    assert error["file"] == "app.py"
    assert error["message"].startswith(message)
    assert error.get("line") == line
    assert "running" not in news.said
    status, refusal, _ = at.poll()
    assert (status, refusal["code"]) == (503, "program-failed")
    assert message in refusal["message"]
    # It is read again when it has changed.
    at.write(FINE)
    assert news.restart() is None
    assert news.news("running")["run"]
    assert at.client().ask("fine") == "fine"


def test_a_program_may_be_in_several_files_which_each_lab_has_for_itself(opens: Opens) -> None:
    at = opens("""
from flask import Flask

from extensions import counts, socketio
import events

app = Flask(__name__)
socketio.init_app(app)

if __name__ == "__main__":
    socketio.run(app, debug=True, port=1)
    raise ValueError("run comes back only when the server has ended")
""")
    at.lessons.joinpath("lesson/extensions.py").write_text(
        "from flask_socketio import SocketIO\n\nsocketio = SocketIO()\ncounts = []\n"
    )
    at.lessons.joinpath("lesson/events.py").write_text(
        "from extensions import counts, socketio\n\n\n"
        '@socketio.on("count")\ndef on_count():\n    counts.append(1)\n    return len(counts)\n'
    )
    alice, mallory = at.client(), at.client(lab=at.other_lab)
    assert [alice.ask("count"), alice.ask("count"), mallory.ask("count")] == [1, 2, 1]


def test_the_main_module_is_the_program(opens: Opens) -> None:
    at = opens(f"""{FINE}
if __name__ == "__main__":
    from __main__ import socketio as same
    assert same is socketio
    print("This is not seen.")
    app.run()
    raise ValueError("neither does this one come back")
""")
    assert at.client().ask("fine") == "fine"


def test_a_program_that_sleeps_holds_nobody_up(opens: Opens) -> None:
    at = opens(f"""{FINE}
import time


@socketio.on("sleep")
def on_sleep():
    time.sleep(3600)
""")
    alice = at.client()
    alice.emit("sleep")
    assert alice.ask("fine") == "fine"


def test_what_a_program_runs_ends_with_its_run(opens: Opens) -> None:
    at = opens(f"""{HEAD}
import threading


def tick(name):
    while True:
        socketio.sleep(0.001)
        with open(f"{{FOLDER}}/{{name}}", "a") as file:
            file.write(".")
        socketio.emit(name)


FOLDER = "__folder__"
socketio.start_background_task(tick, "task")
threading.Thread(target=tick, args=["thread"]).start()
""")
    folder = at.lessons / "lesson"
    file = folder / "app.py"
    file.write_text(file.read_text().replace("__folder__", str(folder)))
    news = at.stream()
    watcher = at.client()
    for name in ("task", "thread"):
        watcher.next(name)
    at.write(FINE)
    assert news.restart() is None
    before = {name: (folder / name).stat().st_size for name in ("task", "thread")}
    # Both wrote every millisecond; a hundred round trips take longer than that.
    alice = at.client()
    for _ in range(100):
        alice.ask("fine")
    assert before == {name: (folder / name).stat().st_size for name in before}


def test_of_several_folders_the_first_that_has_the_program_gives_it(
    opens: Opens, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def answers(text: str) -> str:
        return FINE.replace('return "fine"', f'return "{text}"')

    second = tmp_path_factory.mktemp("second")
    at = opens(answers("first"), "--lessons", str(second))
    for lesson in ("lesson", "other"):
        (second / lesson).mkdir()
        (second / lesson / "app.py").write_text(answers("second"))
    # A lesson's folder alone is not its program.
    (at.lessons / "other").mkdir()
    assert at.client().ask("fine") == "first"
    assert at.client("other").ask("fine") == "second"
    assert at.poll("nowhere")[1]["code"] == "unknown-lesson"
    # One that is added in an earlier folder counts from then on.
    at.write(answers("first, later"), "other")
    assert at.client("other", at.other_lab).ask("fine") == "first, later"


def _poller(at: OpenHost) -> str:
    return str(at.poll()[1]).partition('"sid":"')[2].partition('"')[0]


def test_a_step_has_the_program_of_the_nearest_step_before_it(opens: Opens) -> None:
    at = opens(FINE)
    for number, step in ((1, "1-first"), (10, "10-tenth")):
        program = f'{HEAD}\n@socketio.on("which")\ndef on_which():\n    return {number}\n'
        at.write(program, f"course/steps/{step}")
    (at.lessons / "course/steps/2-second").mkdir()
    assert at.client("course.2-second").ask("which") == 1
    assert at.client("course.10-tenth").ask("which") == 10
    assert at.poll("course.3-nothing")[1]["code"] == "unknown-lesson"
    # What is read is what stands there now.
    (at.lessons / "course/steps/2-second/app.py").write_text(FINE, encoding="utf-8")
    assert at.client("course.2-second", lab=at.other_lab).ask("fine") == "fine"


def test_a_module_that_is_not_offered_can_be_gone_without(opens: Opens) -> None:
    at = opens(f"""{FINE}
try:
    import eventlet
except ImportError as error:
    found = error.name


@socketio.on("found")
def on_found():
    return found
""")
    assert at.client().ask("found") == "eventlet"
