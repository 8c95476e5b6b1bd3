"""What the host will not do: the words are in `demo-server/contract/refusals.json`, for every host."""

from __future__ import annotations

from http import HTTPStatus
from typing import TypedDict

from .shared import fill, read_shared

_TOLD = read_shared("refusals.json")

#: HTTP's status for each code.
STATUS = {code: HTTPStatus(status) for code, status in _TOLD["statuses"].items()}


class Refusal(TypedDict):
    """Why, for the program (`code`) and for the reader (`message`, a sentence)."""

    code: str
    message: str


def refusal_of(why: str, /, **values: object) -> Refusal:
    """A refusal as it is told; `values` stand in its sentence."""
    told = _TOLD["refusals"][why]
    return {"code": told["code"], "message": fill(told["message"], **values)}


class RefusalError(Exception):
    """The host will not do what was asked."""

    def __init__(self, why: str, /, **values: object) -> None:
        self.refusal = refusal_of(why, **values)
        super().__init__(self.refusal["message"])
