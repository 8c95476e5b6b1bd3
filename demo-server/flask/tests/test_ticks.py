"""What a tab puts into a program so that it can be stopped."""

import ast

import pytest

from roundtrip_flask.tab.add_ticks import TICK, add_ticks
from roundtrip_flask.tab.loop_guard import LoopGuard


def run(source: str) -> list[int]:
    """Runs a program; the lines of its ticks, in their order."""
    ticks: list[int] = []
    code = compile(add_ticks(ast.parse(source)), "app.py", "exec")
    exec(code, {TICK: ticks.append})  # noqa: S102 -- it stands below
    return ticks


@pytest.mark.parametrize(
    ("source", "ticks"),
    [
        ("for n in range(2):\n    pass", [1, 1]),
        ("n = 0\nwhile n < 2:\n    n += 1\nelse:\n    n = 9\nassert n == 9", [2, 2]),
        (
            "def f():\n    'Says so.'\n    return 1\nassert f() == 1\nassert f.__doc__ == 'Says so.'",
            [1],
        ),
        ("f = lambda: 0\nassert f() == 0", [1]),
        ("assert [n for n in range(3) if n] == [1, 2]", [1, 1, 1]),
        ("g = sum(\n    n\n    for n in range(2)\n)\nassert g == 1", [3, 3]),
        ("async def f():\n    async for n in g():\n        pass", []),
    ],
)
def test_a_tick_stands_in_every_loop_and_function_with_its_line(
    source: str, ticks: list[int]
) -> None:
    assert run(source) == ticks


def test_no_line_is_moved() -> None:
    source = "def f():\n    for n in [0]:\n        raise ValueError(n)\nf()"
    with pytest.raises(ValueError, match="0") as raised:
        run(source)
    assert [one.lineno for one in raised.traceback][-2:] == [3, 2]


class Stopped(BaseException):
    """What the guard raises here."""


class Clock:
    """A clock that is set by hand, in seconds."""

    now = 0.0
    turn = 0


def guard(stopped: list[tuple[int, int]], clock: Clock) -> LoopGuard:
    def tell(line: int, seconds: int) -> None:
        stopped.append((line, seconds))

    return LoopGuard(lambda: clock.turn, tell, Stopped, lambda: clock.now)


def test_a_turn_that_lasts_too_long_is_stopped_and_goes_on_nowhere() -> None:
    stopped: list[tuple[int, int]] = []
    clock = Clock()
    tick = guard(stopped, clock).tick
    for _ in range(64):
        tick(7)
    clock.now = 1.5
    with pytest.raises(Stopped):
        for _ in range(64):
            tick(7)
    assert stopped == [(7, 1)]
    with pytest.raises(Stopped):
        tick(8)
    assert stopped == [(7, 1)]


def test_a_program_that_pauses_now_and_then_goes_on() -> None:
    stopped: list[tuple[int, int]] = []
    clock = Clock()
    tick = guard(stopped, clock).tick
    for turn in range(10):
        clock.turn = turn
        clock.now = turn * 0.9
        for _ in range(64):
            tick(7)
    assert stopped == []
