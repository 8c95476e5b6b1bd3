"""The host: labs and their streams, as one WSGI application."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from ..chat.chat import Chat, open_chat
from ..contract.refusal import RefusalError
from ..contract.shared import sentence
from ..program.token_bucket import TokenBuckets
from ..protocol.unsent import Budget
from ..web.answer import answer_json, refuse
from ..web.wsgi import RAW_TARGET, Body, Environ, Headers, StartResponse
from .known_names import KnownNames
from .labs import Labs
from .lesson_programs import LessonPrograms
from .memory import resident_bytes
from .origin import check_origin
from .stream_server import StreamServer
from .target import ChatTarget, HealthTarget, LabTarget, StreamTarget, read_target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..contract.limits import Limits
    from .lab import Lab


_METHODS = ("GET", "POST")


class Host:
    """Answers requests and WebSockets to labs, to their streams and to `/healthz`.

    `allowed_origins` are those of other sites that may use the labs, such as
    "http://localhost:4321"; `known_names` are those of this server beside its machine's; of the folders in `lessons`, the first that has a lesson's program
    gives it. `is_proxied` says that every request comes by a proxy which tells
    the client's address; `chat_file` is what the chat is kept in, and without it there is none.
    """

    def __init__(
        self,
        lessons: Sequence[Path],
        limits: Limits,
        allowed_origins: tuple[str, ...] = (),
        *,
        known_names: tuple[str, ...] = (),
        is_proxied: bool = False,
        chat_file: Path | None = None,
    ) -> None:
        self._allowed_origins = allowed_origins
        self._known_names = KnownNames(known_names)
        self._is_proxied = is_proxied
        unsent = Budget(limits.unsent_bytes_per_host, limits.unsent_bytes_per_connection)
        self._labs = Labs(LessonPrograms(lessons), limits, unsent)
        self._streams = StreamServer(self._enter, limits, unsent)
        self._chat = open_chat(chat_file, limits, self._streams, unsent)
        self._may_shake = TokenBuckets(limits.handshakes_per_second, limits.handshake_burst)
        self._stopped = False

    def __call__(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers one request."""
        try:
            return self._answer(environ, start_response)
        except RefusalError as error:
            return refuse(start_response, error.refusal)

    def close(self) -> None:
        """Closes every lab and every stream, and takes no one in any more."""
        self._stopped = True
        self._labs.close(sentence("closingToStop"))
        self._streams.close_all()
        if self._chat:
            self._chat.close()

    def _answer(self, environ: Environ, start_response: StartResponse) -> Body:
        target = read_target(environ[RAW_TARGET])
        if isinstance(target, HealthTarget):
            return self._health(start_response)
        check_origin(environ, self._allowed_origins)
        self._known_names.check(environ)
        if self._stopped:
            raise RefusalError("serverStopping")
        if environ["REQUEST_METHOD"] not in _METHODS:
            raise RefusalError("badMethod")
        _check_upgrade(environ)
        environ["REMOTE_ADDR"] = self._address_of(environ)
        if target.opens and not self._may_shake.passes(environ["REMOTE_ADDR"]):
            raise RefusalError("tooManyHandshakes")
        respond = self._with_origin(environ, start_response)
        if isinstance(target, StreamTarget):
            return self._streams.respond(environ, respond)
        if isinstance(target, ChatTarget):
            return self._chat_of(target, environ).handle_request(environ, respond)
        return self._lab_of(target, environ).handle_request(environ, respond)

    def _chat_of(self, target: ChatTarget, environ: Environ) -> Chat:
        if self._chat is None:
            raise RefusalError("noChat")
        self._chat.admit(environ["REMOTE_ADDR"], opens=target.opens)
        return self._chat

    def _lab_of(self, target: LabTarget, environ: Environ) -> Lab:
        if target.opens:
            lab = self._enter(target.lesson, target.lab, environ["REMOTE_ADDR"])
        else:
            # A poll of a lab that has closed must not open it: its client starts anew by itself.
            found = self._labs.find(target.lesson, target.lab)
            if found is None:
                raise RefusalError("noSession")
            lab = found
        lab.wait_until_ready()
        lab.admit(opens=target.opens)
        return lab

    def _enter(self, lesson: str, lab_id: str, address: str) -> Lab:
        if self._stopped:
            raise RefusalError("serverStopping")
        return self._labs.enter(lesson, lab_id, address, self._streams)

    def _health(self, start_response: StartResponse) -> Body:
        health = {
            "ok": True,
            "labs": len(self._labs),
            "clients": self._labs.clients,
            "memory": {"rss": resident_bytes(), "heapUsed": 0},
        }
        return answer_json(start_response, HTTPStatus.OK, health)

    def _address_of(self, environ: Environ) -> str:
        address = str(environ.get("REMOTE_ADDR", ""))
        if not self._is_proxied:
            return address
        # The last one is what the proxy itself has seen.
        return str(environ.get("HTTP_X_FORWARDED_FOR", address)).rpartition(",")[2].strip()

    def _with_origin(self, environ: Environ, start_response: StartResponse) -> StartResponse:
        """Lets a page of an allowed origin read the answer, unless the program says so itself."""
        origin = environ.get("HTTP_ORIGIN")
        if origin not in self._allowed_origins:
            return start_response

        def respond(status: str, headers: Headers) -> object:
            names = {name.lower() for name, _ in headers}
            if "access-control-allow-origin" not in names:
                headers = [*headers, ("Access-Control-Allow-Origin", origin), ("Vary", "Origin")]
            return start_response(status, headers)

        return respond


def _check_upgrade(environ: Environ) -> None:
    """Raises a refusal for an upgrade that is none.

    Engine.IO would open a WebSocket for any transport and leave it hanging, and answer one that no
    `Connection` asks for with its own packets: https://github.com/miguelgrinberg/python-engineio/issues/72
    """
    if "HTTP_UPGRADE" not in environ:
        return
    query = environ.get("QUERY_STRING", "").split("&")
    wanted = {one.strip() for one in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    if (
        environ["HTTP_UPGRADE"].lower() != "websocket"
        or "transport=websocket" not in query
        or "upgrade" not in wanted
        or environ["REQUEST_METHOD"] != "GET"
        or environ.get("CONTENT_LENGTH", "0") != "0"
        or "HTTP_TRANSFER_ENCODING" in environ
    ):
        raise RefusalError("badUpgrade")
