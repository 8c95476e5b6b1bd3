"""The chat for everyone who visits this host, on Flask-SocketIO."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from flask_socketio import SocketIO

from ..contract.refusal import RefusalError
from ..contract.shared import sentence
from ..program.throttle import throttle
from ..protocol.server import guard
from .example import (
    PAYLOADS,
    Refusal,
    end_unused_rooms,
    follow_others,
    mount_chat,
    open_database,
    read,
    room_key,
)
from .steps import ChatSteps, Streams
from .works import TOLD_EVENTS, ObservedStore, gather, note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..contract.limits import Limits
    from ..protocol.unsent import Budget
    from ..web.wsgi import Body, Environ, StartResponse

_ROOT = "/"
#: What a client may send at once, as the app itself has it.
_MAX_BYTES = 64 * 1024


class Chat:
    """The messaging app of `examples/chat`, kept in a file; its steps go to the streams."""

    def __init__(self, file: Path, limits: Limits, streams: Streams, unsent: Budget) -> None:
        self._limits = limits
        self._store = _StoreOfPeople(open_database(file))
        self._socketio = _ObservedSocketIO(Flask(__name__), self._store)
        self._server = self._socketio.server
        self._socketio.tell = ChatSteps(streams, self._socketio.in_room).tell
        guard(self._server, unsent, _say_nothing)
        throttle(self._server, limits.messages_per_second, limits.message_burst)
        mount_chat(self._socketio, self._store)
        # The other server is Node.
        self._stop_following = follow_others(self._socketio, self._store)
        self._stop_ending = end_unused_rooms(self._socketio, self._store)

    def admit(self, address: str, *, opens: bool) -> None:
        """Raises a refusal when one more connection is asked for and there are enough."""
        if not opens:
            return
        most = self._limits.chat_clients
        if len(self._server.eio.sockets) >= most:
            raise RefusalError("tooManyChatClients", chatClients=most)
        most = self._limits.chat_clients_per_address
        environs = self._server.environ.values()
        if sum(environ["REMOTE_ADDR"] == address for environ in environs) >= most:
            raise RefusalError("tooManyChatClientsOfNetwork", chatClientsPerAddress=most)

    def handle_request(self, environ: Environ, start_response: StartResponse) -> Body:
        """Answers a request to the chat."""
        asked = {**environ, "PATH_INFO": "/socket.io/"}
        answer: Body = self._socketio.sockio_mw(asked, start_response)
        return answer

    def close(self) -> None:
        """Closes every connection by its transport, so that clients come back, and the file."""
        self._stop_following()
        self._stop_ending()
        self._server.eio.end()
        self._store.close()


def open_chat(file: Path | None, limits: Limits, streams: Streams, unsent: Budget) -> Chat | None:
    """The chat that is kept in a file; without one that can be used, says so and gives none."""
    if file is None:
        return None
    try:
        return Chat(file, limits, streams, unsent)
    except (OSError, sqlite3.Error, SystemExit) as error:
        sys.stderr.write(f"{sentence('chatOff', file=file, why=error)}\n")
        return None


class _ObservedSocketIO(SocketIO):
    """Flask-SocketIO, which tells what its handlers do; what it does is unchanged."""

    server: Any
    sockio_mw: Any
    tell: Callable[[dict[str, Any], str], None]

    def __init__(self, app: Flask, store: _StoreOfPeople) -> None:
        self.store = store
        super().__init__(
            app,
            async_mode="gevent",
            async_handlers=False,
            manage_session=False,
            # The host has checked the origin already.
            cors_allowed_origins=[],
            http_compression=False,
            ping_interval=10,
            ping_timeout=5,
            max_http_buffer_size=_MAX_BYTES,
        )

    def in_room(self, room: str) -> list[str]:
        """The sockets that are in a room of the chat."""
        members = self.server.manager.rooms.get(_ROOT, {}).get(room_key(room), ())
        return list(members)

    def on_event(
        self, message: str, handler: Callable[..., Any], namespace: str | None = None
    ) -> None:
        """Registers a handler; that of a request which is told of, with what tells of it."""
        if message in TOLD_EVENTS:
            handler = self._observed(message, handler)
        elif message == "disconnect":
            handler = self._forgetting(handler)
        super().on_event(message, handler, namespace)

    def emit(self, event: str, *args: Any, **kwargs: Any) -> None:
        """Emits, and notes what goes to a room of the chat."""
        room = kwargs.get("to")
        if isinstance(room, str) and room.startswith(room_key("")):
            sockets = self.in_room(room.removeprefix(room_key("")))
            skipped = kwargs.get("skip_sid") in sockets
            note(kind="emitted", event=event, sockets=len(sockets) - skipped)
        super().emit(event, *args, **kwargs)

    def _observed(self, event: str, handler: Callable[..., Any]) -> Callable[..., Any]:
        def observed(payload: object = None, *more: object) -> Any:
            sid = _sid()
            by = self.store.people.get(sid)
            asked = _read(event, payload)
            with gather() as steps:
                answer = handler(payload, *more)
            if by is not None and asked is not None:
                steps.append({"kind": "acknowledged", "ok": bool(answer.get("ok"))})
                self.tell({"event": event, **asked, "by": by, "steps": steps}, sid)
            return answer

        return observed

    def _forgetting(self, handler: Callable[..., Any]) -> Callable[..., Any]:
        def forgetting(*given: object) -> Any:
            self.store.people.pop(_sid(), None)
            return handler(*given)

        return forgetting


class _StoreOfPeople(ObservedStore):
    """An observed store, which knows from those it admits whose each socket is."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database)
        self.people: dict[str, dict[str, str]] = {}

    def admit(self, user: str, name: str, token_hash: str) -> bool:
        """Takes a person in, or knows them by their token."""
        admitted = super().admit(user, name, token_hash)
        if admitted:
            self.people[_sid()] = {"id": user, "name": name}
        return admitted

    def rename(self, user: str, name: str) -> None:
        """Calls a user something else from now on."""
        super().rename(user, name)
        for person in self.people.values():
            if person["id"] == user:
                person["name"] = name


def _say_nothing(_why: object) -> None:
    """Who does not read the chat would not read why it is closed; the client comes back."""


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]


def _read(event: str, payload: object) -> dict[str, str] | None:
    """What a request is about, as the chat reads it; None where the chat refuses to."""
    try:
        asked = read(PAYLOADS[event], payload)
    except Refusal:
        return None
    about = {"message": asked["id"]} if "id" in asked else {}
    return {"room": asked["room"], **about}
