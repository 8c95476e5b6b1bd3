"""Makes a SocketIO of Flask-SocketIO a chat."""

from __future__ import annotations

import hashlib
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import request
from flask_socketio import ConnectionRefusedError as ConnectionRefused
from flask_socketio import disconnect, join_room

from .budgets import Budgets, network_of
from .contract import LIMITS, PAYLOADS, Refusal, read, read_auth
from .handlers import Handlers, network_key, user_key
from .presence import Presence
from .store_failure import store_failure
from .tabs import Tabs
from .token_bucket import TokenBucket

if TYPE_CHECKING:
    from flask_socketio import SocketIO

    from .store import Store

log = logging.getLogger(__name__)


def mount_chat(socketio: SocketIO, store: Store, namespace: str = "/") -> None:
    """Makes a namespace a chat that remembers in `store`.

    Give the SocketIO `async_handlers=False`, so that a client's requests are done in their order.
    """
    chat = _Chat(socketio, store, namespace)
    socketio.on_event("connect", chat.connect, namespace=namespace)
    socketio.on_event("disconnect", chat.gone, namespace=namespace)
    for event in PAYLOADS:
        socketio.on_event(event, partial(chat.answer, event), namespace=namespace)


class _Chat:
    def __init__(self, socketio: SocketIO, store: Store, namespace: str) -> None:
        self._store = store
        self._tabs = Tabs(partial(_leave, socketio, namespace))
        emit = partial(socketio.emit, namespace=namespace)
        self._budgets = Budgets()
        self._handlers = Handlers(emit, store, Presence(), self._tabs, self._budgets)
        self._members = partial(_members, socketio, namespace)
        self._messages = TokenBucket(LIMITS["messageBurst"], LIMITS["messagesPerSecond"])
        self._requests = TokenBucket(LIMITS["eventBurst"], LIMITS["eventsPerSecond"])

    def connect(self, auth: object = None) -> None:
        try:
            self._admit(auth)
        except Exception as error:  # noqa: BLE001 -- else the client would wait forever
            raise ConnectionRefused(_refused(error)["error"]) from None

    def answer(self, event: str, payload: object = None, *_: object) -> dict[str, Any]:
        try:
            sid = _sid()
            person = self._tabs.person(sid)
            self._may_now(event, person["id"], sid)
            handle = getattr(self._handlers, event)
            return {"ok": True, **handle(person, sid, **read(PAYLOADS[event], payload))}
        except Exception as error:  # noqa: BLE001 -- whatever it is, the client gets an answer
            return _refused(error)

    def gone(self, *_: object) -> None:
        sid = _sid()
        person = self._tabs.close(sid)
        if person:
            self._handlers.gone(person, sid)

    def _admit(self, auth: object) -> None:
        who = read_auth(auth)
        network = network_of(request.remote_addr)
        if self._members(network_key(network)) >= LIMITS["tabsOfNetwork"]:
            raise Refusal("tooManyTabsOfNetwork")
        if not self._store.knows(who["user"]):
            self._budgets.take_newcomer(network)
        token_hash = hashlib.sha256(who["token"].encode()).hexdigest()
        if not self._store.admit(who["user"], who["name"], token_hash):
            raise Refusal("notYours")
        if len(self._tabs.of(who["user"])) >= LIMITS["tabs"]:
            raise Refusal("tooManyTabs")
        person = self._tabs.open(_sid(), who["user"], who["name"])
        join_room(user_key(person["id"]))
        join_room(network_key(network))
        if person["name"] != who["name"]:
            self._handlers.rename(person, _sid(), who["name"])

    def _may_now(self, event: str, user: str, sid: str) -> None:
        """Counted by user: more tabs give no more."""
        wait = self._requests.take(user) or (self._messages.take(user) if event == "send" else 0)
        if self._tabs.strike(sid, too_fast=wait > 0) > LIMITS["strikes"]:
            disconnect()
        if wait:
            raise Refusal("tooFast", wait)


def _members(socketio: SocketIO, namespace: str, room: str) -> int:
    return len(socketio.server.manager.rooms.get(namespace, {}).get(room, ()))


def _leave(socketio: SocketIO, namespace: str, sid: str, room: str) -> None:
    socketio.server.leave_room(sid, room, namespace=namespace)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]


def _refused(error: Exception) -> dict[str, Any]:
    if not isinstance(error, Refusal):
        cause = store_failure(error)
        if cause is None:
            log.error("A request failed", exc_info=error)
        else:
            log.error("%s (%s)", cause, error)
        error = cause or Refusal("failed")
    wait = {"wait": error.wait} if error.wait else {}
    return {"ok": False, "error": str(error), **wait}
