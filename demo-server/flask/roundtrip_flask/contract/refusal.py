"""What the host will not do, and how it says so."""

import json
from http import HTTPStatus
from typing import TypedDict

from ..web.wsgi import Body, StartResponse

_STATUS = {
    "unknown-lesson": HTTPStatus.NOT_FOUND,
    "bad-lab-id": HTTPStatus.BAD_REQUEST,
    "bad-request": HTTPStatus.BAD_REQUEST,
    "too-many-labs": HTTPStatus.SERVICE_UNAVAILABLE,
    "too-many-clients": HTTPStatus.SERVICE_UNAVAILABLE,
    "too-many-requests": HTTPStatus.TOO_MANY_REQUESTS,
    "foreign-origin": HTTPStatus.FORBIDDEN,
    "program-failed": HTTPStatus.SERVICE_UNAVAILABLE,
    "stopping": HTTPStatus.SERVICE_UNAVAILABLE,
}


class Refusal(TypedDict):
    """Why, for the program (`code`) and for the reader (`message`, a sentence)."""

    code: str
    message: str


class RefusalError(Exception):
    """The host will not do what was asked."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.refusal: Refusal = {"code": code, "message": message}


def refuse(start_response: StartResponse, refusal: Refusal) -> Body:
    """Answers a request or an upgrade with a refusal, as plain HTTP."""
    status = _STATUS[refusal["code"]]
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
