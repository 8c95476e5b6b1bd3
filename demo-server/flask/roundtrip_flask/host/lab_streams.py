"""The pages that watch one lab, and what they are told."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from ..contract.limits import NEWS
from ..program.hop_log import HopLog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..contract.batch import HopBatch
    from ..contract.hop import Hop
    from ..contract.program_error import ProgramError
    from ..contract.refusal import Refusal
    from .stream_server import StreamServer


class LabStreams:
    """Sends to the streams in a room; `on_leave` is called when one has gone."""

    def __init__(self, server: StreamServer, room: str, on_leave: Callable[[], None]) -> None:
        self._server = server
        self._room = room
        self._on_leave = on_leave
        self._streams: set[str] = set()
        #: Errors and notices: the event, what is said, and the hop that it came after.
        self._said: deque[tuple[str, ProgramError, int]] = deque(maxlen=NEWS.kept_errors)
        self._run = ""
        self._log = self._open_log()

    def __len__(self) -> int:
        return len(self._streams)

    def begin(self, run: str) -> Callable[[Hop], None]:
        """Begins a start of the program, named `run`; returns what takes its hops."""
        self._log.flush()
        self._run = run
        self._log = self._open_log()
        self._said.clear()
        self._tell("running", self._running())
        return self._log.add

    def error(self, error: ProgramError) -> None:
        """The program raised."""
        self._say("programError", error)

    def notice(self, notice: ProgramError) -> None:
        """The program runs, and something in it does not do what it says."""
        self._say("programNotice", notice)

    def refused(self, refusal: Refusal) -> None:
        """A client was cut off."""
        self._tell("refused", refusal)

    def add(self, stream: str, after: tuple[str, float] | None, *, running: bool) -> None:
        """Sends a stream what it has missed since the hop `after` of its run, then what comes."""
        # What waits goes to those who listen already; the newcomer gets it with the rest.
        self._log.flush()
        known = after[1] if after is not None and after[0] == self._run else None
        if running:
            self._server.emit("running", self._running(), to=stream)
        for missed in self._log.since(int(known or 0)):
            self._server.emit("hops", missed, to=stream)
        for event, said, hop in self._said:
            if known is None or hop > known:
                self._server.emit(event, said, to=stream)
        self._streams.add(stream)
        self._server.enter_room(stream, self._room)

    def leave(self, stream: str) -> None:
        """A stream has gone."""
        self._streams.discard(stream)
        self._on_leave()

    def close(self, why: str) -> None:
        """Says goodbye, and closes by the transport: a page comes back by itself to a new lab.

        Returns when every stream has heard it, or soon after.
        """
        self._log.flush()
        self._tell("closing", {"why": why})
        self._server.close_streams(list(self._streams))

    def _say(self, event: str, said: ProgramError) -> None:
        self._said.append((event, said, self._log.last))
        self._log.flush()
        self._tell(event, said)

    def _open_log(self) -> HopLog:
        """What a run's handlers still do after it was ended reaches nobody."""

        def listening() -> bool:
            return self._log is log and bool(self._streams)

        def send(batch: HopBatch) -> None:
            self._tell("hops", batch)

        log = HopLog(listening, send)
        return log

    def _running(self) -> dict[str, object]:
        return {"run": self._run, "now": int(time.time() * 1_000)}

    def _tell(self, event: str, news: object) -> None:
        if self._streams:
            self._server.emit(event, news, to=self._room)
