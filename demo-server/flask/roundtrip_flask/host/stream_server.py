"""The endpoint that carries hops to the pages: a Socket.IO server apart from every lab's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import gevent
import socketio

from ..contract.limits import NEWS, Limits
from ..contract.refusal import RefusalError
from ..program.throttle import throttle
from ..protocol.server import GuardedServer, guard
from .target import is_lab_id, is_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..protocol.unsent import Budget
    from ..web.wsgi import Body, Environ, StartResponse

_LONGEST_RUN = 64


class WatchedLab(Protocol):
    """A lab, as far as a stream knows it."""

    def check_stream(self) -> None:
        """Raises a refusal when no stream can be added."""

    def add_stream(self, stream: str, after: tuple[str, float] | None) -> None:
        """Sends a stream what it has missed, then what comes."""

    def remove_stream(self, stream: str) -> None:
        """A stream has gone."""

    def restart(self) -> None:
        """Runs the program again; raises a refusal."""


@dataclass(frozen=True)
class _Auth:
    lesson: str
    lab: str
    after: tuple[str, float] | None


class StreamServer(GuardedServer):
    """Lets each stream into the lab that it names. `enter` gives the lab, or raises a refusal.

    All that a page sends on a stream is the handshake, heartbeats and the call to restart.
    """

    def __init__(
        self, enter: Callable[[str, str, str], WatchedLab], limits: Limits, unsent: Budget
    ) -> None:
        super().__init__(
            async_mode="gevent",
            # The host has checked the origin already.
            cors_allowed_origins=[],
            max_http_buffer_size=limits.max_stream_payload_bytes,
            http_compression=False,
        )
        self._enter = enter
        self._labs: dict[str, WatchedLab] = {}
        #: What those that are just let in have already.
        self._entering: dict[str, tuple[str, float] | None] = {}
        guard(self, unsent, _say_nothing, server_class=StreamServer)
        throttle(self, limits.stream_messages_per_second, limits.stream_message_burst)
        self.on("connect", self._open)
        self.on("disconnect", self._leave)
        self.on("restart", self._restart)

    def respond(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers a request to the streams."""
        answer: Body = self.handle_request(environ, start_response)
        return answer

    def close_streams(self, streams: list[str]) -> None:
        """Closes streams after what was sent to them; waits until they are gone, but not long."""
        closing = []
        for sid in streams:
            engine = self.manager.eio_sid_from_sid(sid, "/")
            connection = self.eio.sockets.get(engine)
            if connection is not None:
                connection.close(abort=connection.upgraded)
                closing.append(connection)
        with gevent.Timeout(NEWS.goodbye_ms / 1_000, exception=False):
            for connection in closing:
                connection.queue.join()

    def close_all(self) -> None:
        """Closes every connection, also those that watch no lab."""
        self.eio.end()

    def _open(self, sid: str, environ: Environ, auth: object) -> None:
        try:
            asked = _read(auth)
            lab = self._enter(asked.lesson, asked.lab, environ.get("REMOTE_ADDR", ""))
            lab.check_stream()
        except RefusalError as error:
            raise socketio.exceptions.ConnectionRefusedError(str(error), error.refusal) from None
        self._labs[sid] = lab
        self._entering[sid] = asked.after

    def _handle_connect(self, eio_sid: str, namespace: str | None, data: object) -> None:
        super()._handle_connect(eio_sid, namespace, data)
        # What is sent while the handler of a connect runs would come before the connect itself.
        sid = self.manager.sid_from_eio_sid(eio_sid, "/")
        if sid in self._entering:
            self._labs[sid].add_stream(sid, self._entering.pop(sid))

    def _leave(self, sid: str, _reason: str) -> None:
        self._entering.pop(sid, None)
        self._labs.pop(sid).remove_stream(sid)

    def _restart(self, sid: str, *given: object) -> object:
        # It runs a moment later than it came: whoever asked may have gone.
        lab = self._labs.get(sid)
        if given or lab is None:
            return self.not_handled
        try:
            lab.restart()
        except RefusalError as error:
            return error.refusal
        return (None,)


def _say_nothing(_why: object) -> None:
    """A page that does not read its stream would not read why it is closed."""


def _read(given: Any) -> _Auth:
    """What a page says when it opens the stream of its lab; raises a refusal."""
    wrong = RefusalError("badStream")
    if not isinstance(given, dict):
        raise wrong
    lesson, lab, after = given.get("lesson"), given.get("lab"), given.get("after")
    if not is_lesson(lesson) or not is_lab_id(lab):
        raise wrong
    if after is None:
        return _Auth(str(lesson), str(lab), None)
    run, hop = (after.get("run"), after.get("hop")) if isinstance(after, dict) else (None, None)
    if not isinstance(run, str) or len(run) > _LONGEST_RUN or not isinstance(hop, (int, float)):
        raise wrong
    return _Auth(str(lesson), str(lab), (run, hop))
