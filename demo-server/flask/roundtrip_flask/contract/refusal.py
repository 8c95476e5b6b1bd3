"""What the host will not do, and how it says so."""

from http import HTTPStatus
from typing import TypedDict

#: HTTP's status for each.
STATUS = {
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
