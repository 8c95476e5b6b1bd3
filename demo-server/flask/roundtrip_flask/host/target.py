"""What a URL of the host asks for."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from ..contract.refusal import RefusalError

HEALTH_PATH = "/healthz"
STREAM_PATH = "/stream/socket.io"
CHAT_PATH = "/chat/socket.io"

#: A lesson's name, or for a lesson in steps that of one step: `lesson` or `lesson.step`.
_LESSON = re.compile(r"[a-z0-9][a-z0-9-]{0,63}(?:\.[a-z0-9][a-z0-9-]{0,63})?")
_LAB = re.compile(r"[A-Za-z0-9_-]{22,64}")
_LAB_PATH = re.compile(r"/labs/([^/]+)/([^/]+)/socket\.io")


@dataclass(frozen=True)
class LabTarget:
    """A request to a lab; `opens` says that it asks for a new connection."""

    lesson: str
    lab: str
    opens: bool


@dataclass(frozen=True)
class StreamTarget:
    """A request to the streams."""

    opens: bool


@dataclass(frozen=True)
class ChatTarget:
    """A request to the chat."""

    opens: bool


@dataclass(frozen=True)
class HealthTarget:
    """The question whether the host runs."""


Target = LabTarget | StreamTarget | ChatTarget | HealthTarget


def read_target(url: str) -> Target:
    """Reads a URL of the host; raises a refusal for one that can mean nothing."""
    path, _, query = url.partition("?")
    path = path.removesuffix("/")
    opens = not parse_qs(query).get("sid")
    if path == HEALTH_PATH:
        return HealthTarget()
    if path == STREAM_PATH:
        return StreamTarget(opens)
    if path == CHAT_PATH:
        return ChatTarget(opens)
    found = _LAB_PATH.fullmatch(path)
    if not found:
        raise RefusalError("nothingHere")
    lesson, lab = found.groups()
    if not is_lesson(lesson):
        raise RefusalError("noSuchLesson")
    if not is_lab_id(lab):
        raise RefusalError("badLabId")
    return LabTarget(lesson, lab, opens)


def is_lesson(name: object) -> bool:
    """Whether a lesson, or a step of one, can have this name."""
    return isinstance(name, str) and _LESSON.fullmatch(name) is not None


def is_lab_id(name: object) -> bool:
    """Whether a lab can have this id: 128 random bits or more in base64url."""
    return isinstance(name, str) and _LAB.fullmatch(name) is not None
