"""A host in a process of its own, with lessons of a test's own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import socketio.exceptions

from .clients import PATIENCE, Client, Stream
from .raw_websocket import RawWebSocket

if TYPE_CHECKING:
    from .decoder import Decoder

FOLDER = Path(__file__).resolve().parents[1]

#: Line 6 is the first of a program's body.
HEAD = """from flask import Flask, request
from flask_socketio import *

app = Flask(__name__)
socketio = SocketIO(app)
"""


class HostProcess:
    """A host on a free port; `limits` by their names in `demo-server/contract/limits.json`."""

    def __init__(self, lessons: Path, *arguments: str, **limits: float) -> None:
        self.lessons = lessons
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "roundtrip_flask", "--limits", json.dumps(limits)),
                *("--port", "0", "--lessons", str(lessons), *arguments),
            ],
            cwd=FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.port: int = json.loads(self.process.stdout.readline())["port"]

    def close(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait(PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class OpenHost:
    """A host, and what one test wants of it; the labs are the test's own."""

    _numbers = count(1)

    def __init__(self, host: HostProcess, decoder: Decoder) -> None:
        self.process = host.process
        self.lessons = host.lessons
        self.port = host.port
        self.url = f"http://127.0.0.1:{host.port}"
        number = next(self._numbers)
        self.lab = f"a-lab-of-a-test-{number:010}"
        self.other_lab = f"another-lab-of-it-{number:010}"
        self._decoder = decoder
        self._open: list[Client | Stream] = []

    def write(self, program: str, lesson: str = "lesson") -> None:
        """Writes a lesson's program."""
        folder = self.lessons / lesson
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "app.py").write_text(program, encoding="utf-8")

    def client(
        self,
        lesson: str = "lesson",
        lab: str | None = None,
        *,
        transports: tuple[str, ...] = ("websocket",),
        namespace: str = "/",
        auth: object = None,
    ) -> Client:
        """A client that is connected; raises when it is refused."""
        client = Client()
        self._open.append(client)
        path = f"/labs/{lesson}/{lab or self.lab}/socket.io"
        return client.connect(self.url, path, list(transports), namespace, auth)

    def refusal_of_client(self, **given: Any) -> Any:
        """What a client is told that is refused by the program."""
        try:
            self.client(**given)
        except socketio.exceptions.ConnectionError:
            client = self._open[-1]
            return client.refused
        raise AssertionError("it was let in")

    def stream(self, lesson: str = "lesson", lab: str | None = None, **auth: Any) -> Stream:
        """A stream that is open."""
        stream = Stream(self._decoder)
        self._open.append(stream)
        return stream.connect(self.url, {"lesson": lesson, "lab": lab or self.lab, **auth})

    def refusal_of_stream(self, auth: object) -> Any:
        """What a stream is told that is refused."""
        stream = Stream(self._decoder)
        try:
            stream.connect(self.url, auth)
        except socketio.exceptions.ConnectionError:
            return stream.refused
        raise AssertionError("it was let in")

    def get(self, path: str, **headers: str) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON or text, and headers of an answer."""
        request = urllib.request.Request(f"{self.url}{path}", headers=headers)
        try:
            answer = urllib.request.urlopen(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode()
            told = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, _read(text), told

    def poll(
        self, lesson: str = "lesson", lab: str | None = None, **headers: str
    ) -> tuple[int, Any, dict[str, str]]:
        """A new connection by long polling."""
        return self.get(
            f"/labs/{lesson}/{lab or self.lab}/socket.io/?EIO=4&transport=polling", **headers
        )

    def path(self, query: str) -> str:
        """What to ask the test's lab for."""
        return f"/labs/lesson/{self.lab}/socket.io/?EIO=4&{query}"

    def session(self) -> str:
        """Opens a session by long polling, which nothing polls; its id."""
        answer = self.raw(
            f"GET {self.path('transport=polling')} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        )
        sid: str = json.loads(answer.partition("\r\n\r\n0")[2])["sid"]
        return sid

    def post(self, sid: str, body: bytes, head: str = "") -> str:
        """Sends a payload by long polling; `head` stands in the place of its length."""
        return self.raw(
            f"POST {self.path(f'transport=polling&sid={sid}')} HTTP/1.1\r\nHost: a\r\n"
            f"Connection: close\r\n{head or f'Content-Length: {len(body)}'}\r\n\r\n".encode()
            + body
        )

    def health(self) -> Any:
        """What the host says of itself."""
        return self.get("/healthz")[1]

    def connection(self) -> socket.socket:
        """A connection to the host, with nothing sent."""
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def raw(self, request: str | bytes) -> str:
        """Sends a request as it stands and gives the whole answer."""
        with self.connection() as connection:
            connection.sendall(request.encode() if isinstance(request, str) else request)
            answer = b""
            while data := connection.recv(65_536):
                answer += data
        return answer.decode("latin-1")

    def status(self, request: str) -> int:
        """Sends a request as it stands and gives the status of its answer, whatever follows."""
        with self.connection() as connection, connection.makefile("rb") as reader:
            connection.sendall(request.encode())
            return int(reader.readline().split()[1])

    def websocket(self, path: str) -> RawWebSocket:
        """A WebSocket that sends frames as they stand."""
        return RawWebSocket(self.connection(), path)

    def close(self) -> None:
        """Ends everything that is open."""
        for one in self._open:
            one.close()


def body_of(answer: str) -> Any:
    """The JSON of an answer as text."""
    return json.loads(answer.partition("\r\n\r\n")[2])


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
