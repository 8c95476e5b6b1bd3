"""The log of hops, and how they are packed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roundtrip_flask.contract.hop import ByHop, ByMessage, EmitHop, HandlerHop, Hop, RoomHop
from roundtrip_flask.program.hop_log import HopLog
from roundtrip_flask.program.token_bucket import TokenBucket

if TYPE_CHECKING:
    from roundtrip_flask.contract.batch import HopBatch

    from .decoder import Decoder


def _hops(first: int = 1) -> list[Hop]:
    return [
        HandlerHop(first, 1_000.25, "/", 3, ByMessage("a", 2), "chat", "a"),
        EmitHop(
            first + 1,
            1_000.5,
            "/admin",
            None,
            ByHop(first),
            "broadcast",
            "chat",
            ["red"],
            ["x", "y"],
            [("a", 3), ("b", 1)],
        ),
        EmitHop(first + 2, 1_001.0, "/", None, None, "connect", None, [], [], [("b", 1)]),
        RoomHop(first + 3, 1_002.0, "/", 9, None, "join", "red", "a"),
        RoomHop(first + 4, 1_002.01, "/", 9, None, "leave", "red", "a"),
    ]


def _log(*, listening: bool = False) -> tuple[HopLog, list[HopBatch]]:
    sent: list[HopBatch] = []
    return HopLog(lambda: listening, sent.append), sent


def _unpacked(decoder: Decoder, batches: list[HopBatch]) -> list[dict[str, Any]]:
    return [hop for batch in batches for hop in decoder.decode({**batch})]


def test_hops_are_unpacked_as_they_were(decoder: Decoder) -> None:
    log, sent = _log(listening=True)
    for hop in _hops():
        log.add(hop)
    log.flush()
    assert _unpacked(decoder, sent) == [
        {
            "id": 1,
            "at": 1000.25,
            "namespace": "/",
            "line": 3,
            "kind": "handler",
            "cause": {"by": "message", "message": ["a", 2]},
            "event": "chat",
            "engine": "a",
        },
        {
            "id": 2,
            "at": 1000.5,
            "namespace": "/admin",
            "kind": "emit",
            "how": "broadcast",
            "cause": {"by": "hop", "hop": 1},
            "event": "chat",
            "rooms": ["red"],
            "except": ["x", "y"],
            "to": [["a", 3], ["b", 1]],
        },
        {
            "id": 3,
            "at": 1001,
            "namespace": "/",
            "kind": "emit",
            "how": "connect",
            "rooms": [],
            "except": [],
            "to": [["b", 1]],
        },
        {
            "id": 4,
            "at": 1002,
            "namespace": "/",
            "line": 9,
            "kind": "join",
            "room": "red",
            "engine": "a",
        },
        {
            "id": 5,
            "at": 1002.01,
            "namespace": "/",
            "line": 9,
            "kind": "leave",
            "room": "red",
            "engine": "a",
        },
    ]


def test_what_a_stream_has_missed_begins_at_any_hop(decoder: Decoder) -> None:
    log, _ = _log()
    for hop in _hops():
        log.add(hop)
    log.flush()
    for hop in _hops(6):
        log.add(hop)
    log.flush()
    whole = _unpacked(decoder, log.since(0))
    for known in range(11):
        assert _unpacked(decoder, log.since(known)) == whole[known:]
    assert log.last == 10


def test_at_least_the_last_500_hops_are_kept_and_not_many_more() -> None:
    log, _ = _log()
    for number in range(1, 5_001):
        log.add(HandlerHop(number, 1.0, "/", None, None, "x", "a"))
        if number % 100 == 0:
            log.flush()
    kept = log.since(0)
    assert sum(batch["count"] for batch in kept) == 500
    assert kept[0]["first"] == 4_501


def test_few_are_kept_of_those_that_are_large_however_few_there_are() -> None:
    log, sent = _log(listening=True)
    for number in range(1, 21):
        room = f"{number} {'x' * 400_000}"
        log.add(RoomHop(number, 1.0, "/", None, None, "join", room, "a"))
    # They have not waited for more.
    assert [batch["count"] for batch in sent] == [3, 3, 3, 3, 3, 3]
    log.flush()
    assert sum(batch["count"] for batch in sent) == 20
    assert [batch["first"] for batch in log.since(0)] == [19]


def test_hops_that_are_hours_apart_are_in_batches_of_their_own(decoder: Decoder) -> None:
    log, _ = _log()
    times = [1_000.0, 1_000.0 + 12 * 3_600_000]
    for number, at in enumerate(times, 1):
        log.add(HandlerHop(number, at, "/", None, None, "x", "a"))
    log.flush()
    assert [hop["at"] for hop in _unpacked(decoder, log.since(0))] == times


def test_an_allowance_gives_a_burst_and_then_a_steady_rate() -> None:
    now = 0.0
    bucket = TokenBucket(10, 3, lambda: now)
    assert [bucket.passes() for _ in range(4)] == [True, True, True, False]
    now = 0.1
    assert [bucket.passes() for _ in range(2)] == [True, False]
    now = 100.0
    assert [bucket.passes() for _ in range(4)] == [True, True, True, False]


def test_what_counts_for_several_passes_and_those_after_it_wait() -> None:
    now = 0.0
    bucket = TokenBucket(10, 3, lambda: now)
    assert [bucket.passes(8), bucket.passes()] == [True, False]
    now = 0.5
    assert not bucket.passes()
    now = 0.7
    assert bucket.passes()
