"""The contract with the client, as `contract/` has it: limits, refusals, and the fields of payloads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONTRACT = Path(__file__).parents[2] / "contract"

LIMITS: dict[str, int] = json.loads((CONTRACT / "limits.json").read_text("utf-8"))
_SENTENCES: dict[str, str] = json.loads((CONTRACT / "refusals.json").read_text("utf-8"))


class Refusal(Exception):
    """The server says no; its text is a sentence for the user."""

    def __init__(self, why: str, wait: int | None = None) -> None:
        super().__init__(_SENTENCES[why].format(**LIMITS))
        #: Milliseconds after which the same may be asked again, where waiting helps.
        self.wait = wait


# What JavaScript takes for blank, lest a name be blank to one server and not to the other.
_BLANK = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MOST_EXACT = 2**53 - 1


def _tidy(text: str) -> str:
    """Text is kept as it was written, without what no screen can show."""
    text = _LONE_SURROGATES.sub("\ufffd", text)
    text = re.sub(r"\r\n?", "\n", text)
    return _CONTROLS.sub("", text).strip(_BLANK)


def _on_one_line(text: str) -> str:
    return re.sub(f"[{_BLANK}]+", " ", _tidy(text))


def _string(value: object, most: int, why: str, change: Callable[[str], str] = _tidy) -> str:
    if not isinstance(value, str):
        raise Refusal(why)
    text = change(value)
    if not 0 < len(text) <= most:
        raise Refusal(why)
    return text


def _key(value: object, form: str, why: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(form, value, re.ASCII):
        raise Refusal(why)
    return value


def _id(value: object) -> str:
    return _key(value, r"[\w-]{8,64}", "id")


def _token(value: object) -> str:
    return _key(value, r"[\w-]{16,64}", "token")


def _name(value: object) -> str:
    return _string(value, LIMITS["name"], "name", _on_one_line)


def _room(value: object) -> str:
    return _string(value, LIMITS["room"], "room", _on_one_line)


def _text(value: object) -> str:
    return _string(value, LIMITS["text"], "text")


def _place(value: object) -> int:
    is_whole = isinstance(value, (int, float)) and not isinstance(value, bool) and value % 1 == 0
    if not is_whole or not 0 <= value <= _MOST_EXACT:  # type: ignore[operator]
        raise Refusal("place")
    return int(value)  # type: ignore[call-overload,no-any-return]


def _maybe_place(value: object) -> int | None:
    return None if value is None else _place(value)


Fields = dict[str, "Callable[[object], Any]"]

_AUTH: Fields = {"user": _id, "token": _token, "name": _name}

PAYLOADS: dict[str, Fields] = {
    "rooms": {},
    "join": {"room": _room, "after": _maybe_place},
    "leave": {"room": _room},
    "send": {"id": _id, "room": _room, "text": _text},
    "history": {"room": _room, "before": _place},
    "read": {"room": _room, "seq": _place},
    "typing": {"room": _room},
    "remove": {"room": _room, "id": _id},
    "rename": {"name": _name},
}


def read(fields: Mapping[str, Callable[[object], Any]], payload: object) -> dict[str, Any]:
    """Reads a payload field by field; raises a Refusal that says what is wrong with it."""
    if not isinstance(payload, dict):
        raise Refusal("payload")
    return {name: field(payload.get(name)) for name, field in fields.items()}


def read_auth(given: object) -> dict[str, Any]:
    """Reads who connects; whoever says nothing of it is told what is missing."""
    if given is None or given == {}:
        raise Refusal("auth")
    return read(_AUTH, given)
