"""Handlers of a program that tell of each of their runs."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any

from flask import request

from ..contract.hop import ByHop
from .call_site import RETURNED, line_of_return
from .scope import SCOPE, Scope
from .server import ACK_LINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tap import Tap

#: What Node calls the handler of a connection, in hops.
_CONNECTION = "connection"
#: Registers a handler for every event that has none; it is given the event's name first.
_ANY = "*"


def telling(
    tap: Tap,
    engine_of: Callable[[str, str], str],
    handler: Callable[..., object],
    line: int | None,
    event: str,
) -> Callable[..., object]:
    """The handler, which tells and then does what it does.

    `engine_of` gives the engine id of a socket in a namespace; `line` is where the handler was
    registered.
    """
    takes = _arity(handler)
    code = getattr(handler, "__code__", None)
    own_scope = event in ("connect", "disconnect")

    @wraps(handler)
    def run(*args: object) -> object:
        # Flask-SocketIO tries a handler with what it may take, and again with less.
        if not takes(len(args)):
            return handler(*args)
        context: Any = request
        name = context.event["message"]
        if name == _ANY:
            name = str(args[0])
        engine = engine_of(context.sid, context.namespace)
        outer = SCOPE.get()
        told = tap.handler(
            context.namespace, line, _CONNECTION if name == "connect" else name, engine
        )
        SCOPE.set(Scope(tap, ByHop(told)))
        try:
            RETURNED.set(None)
            value = handler(*args)
            ACK_LINE.set(line_of_return(code))
            return value
        finally:
            # An event's acknowledgement, which follows, has the handler as its cause.
            if own_scope:
                SCOPE.set(outer)

    return run


def _arity(handler: Callable[..., object]) -> Callable[[int], bool]:
    """Says whether a handler takes so many arguments."""
    try:
        parameters = inspect.signature(handler).parameters.values()
    except (TypeError, ValueError):
        return lambda _count: True
    kinds = inspect.Parameter
    positional = [
        one
        for one in parameters
        if one.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)
    ]
    least = sum(one.default is kinds.empty for one in positional)
    if any(one.kind is kinds.VAR_POSITIONAL for one in parameters):
        return lambda count: count >= least
    return lambda count: least <= count <= len(positional)
