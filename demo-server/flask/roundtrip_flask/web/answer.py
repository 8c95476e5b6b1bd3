"""Answers that the host gives by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..contract.refusal import STATUS, Refusal

if TYPE_CHECKING:
    from http import HTTPStatus

    from .wsgi import Body, StartResponse


def refuse(start_response: StartResponse, refusal: Refusal) -> Body:
    """Answers a request or an upgrade with a refusal, as plain HTTP."""
    status = STATUS[refusal["code"]]
    return answer_json(start_response, status, refusal, closes=True)


def answer_json(
    start_response: StartResponse, status: HTTPStatus, body: object, *, closes: bool = False
) -> Body:
    """Answers a request with JSON; `closes` where its body, if it has one, was not read."""
    text = json.dumps(body, ensure_ascii=False).encode()
    headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Length", str(len(text))),
        ("Cache-Control", "no-store"),
    ]
    if closes:
        headers.append(("Connection", "close"))
    start_response(f"{status.value} {status.phrase}", headers)
    return [text]
